package org.idem.ui.data.views;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.identity.MeanFace;
import org.idem.ui.data.Faces;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.data.SetEmbeddings;
import org.idem.ui.selection.Identity;
import org.idem.verify.doctor.PersonCosines;
import org.idem.verify.doctor.PersonCosines.Neighbour;

/**
 * What a view shows of one person.
 *
 * @param images in the order of the set; with cosines the least alike first
 * @param mean the mean of faces that could be decoded; null of none
 * @param averaged how many these are
 * @param cosines of images, by their numbers, with the others' centroid, by the newest embeddings beside the set; empty
 *     without them
 * @param nearest other identities that look most like this one, by the same
 */
record IdentityFacts(
        int[] images, ImageData mean, int averaged, Map<Integer, Double> cosines, List<Neighbour> nearest) {
    private static final int MOST_AVERAGED = 256;

    /**
     * Reads the labels of the set if that was not done before, and decodes up to 256 images, evenly spaced: on a loading
     * thread.
     */
    @SuppressWarnings("resource") // The set is the editor's.
    static IdentityFacts of(Identity identity, IdentityIndexes indexes, SetEmbeddings embeddings, Progress progress) {
        ImageDataset set = identity.set();
        IdentityIndex index = indexes.of(set, progress.sub(0, 0.4));
        int[] images = identity.label() < index.identities() ? index.images(identity.label()) : new int[0];
        MeanFace mean =
                MeanFace.of(images.length, MOST_AVERAGED, i -> List.of(set.image(images[i])), progress.sub(0.5, 1));
        IdentityFacts facts = new IdentityFacts(
                images, mean.pixels().map(Faces::data).orElse(null), mean.count(), Map.of(), List.of());
        return embeddings
                .of(set, index, progress.sub(0.4, 0.5))
                .map(kept -> facts.with(PersonCosines.of(kept, index, identity.label(), images, progress)))
                .orElse(facts);
    }

    private IdentityFacts with(PersonCosines alike) {
        Map<Integer, Double> byImage = new HashMap<>();
        for (int place = 0; place < images.length; place++) {
            if (!Double.isNaN(alike.cosines()[place])) {
                byImage.put(images[place], alike.cosines()[place]);
            }
        }
        int[] ordered = IntStream.of(alike.leastAlikeFirst())
                .map(place -> images[place])
                .toArray();
        return new IdentityFacts(ordered, mean, averaged, byImage, alike.nearest());
    }

    /** The number of an image, and how much it is like the others where that is known. */
    String caption(int image) {
        String number = "#" + Units.count(image);
        Double cosine = cosines.get(image);
        return cosine == null ? number : number + String.format(Locale.ROOT, " · %.2f", cosine);
    }

    /** The nearest identities in words; empty where they are not known. */
    String neighbours() {
        return nearest.stream()
                .map(one -> String.format(Locale.ROOT, "%s (%.2f)", Units.count(one.identity()), one.cosine()))
                .collect(Collectors.joining(", "));
    }
}
