package org.idem.ui.data.views;

import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.identity.MeanFace;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.ui.data.Faces;
import org.idem.ui.data.IdentityIndexes;
import org.idem.ui.selection.Identity;

/**
 * What a view shows of one person.
 *
 * @param images in the order of the set
 * @param mean the mean of faces that could be decoded; null of none
 * @param averaged how many these are
 */
record IdentityFacts(int[] images, ImageData mean, int averaged) {
    private static final int MOST_AVERAGED = 256;

    /**
     * Reads the labels of the set if that was not done before, and decodes up to 256 images, evenly spaced: on a loading
     * thread.
     */
    @SuppressWarnings("resource") // The set is the editor's.
    static IdentityFacts of(Identity identity, IdentityIndexes indexes, Progress progress) {
        ImageDataset set = identity.set();
        IdentityIndex index = indexes.of(set, progress.sub(0, 0.5));
        int[] images = identity.label() < index.identities() ? index.images(identity.label()) : new int[0];
        MeanFace mean = new MeanFace();
        int averaged = Math.min(MOST_AVERAGED, images.length);
        for (int i = 0; i < averaged; i++) {
            progress.checkCancelled();
            add(mean, set, images[(int) ((long) i * images.length / averaged)]);
            progress.report(0.5 + 0.5 * (i + 1) / averaged, () -> Units.count(mean.count()) + " faces averaged");
        }
        return new IdentityFacts(images, mean.pixels().map(Faces::data).orElse(null), mean.count());
    }

    private static void add(MeanFace mean, ImageDataset set, int image) {
        try {
            mean.add(ImageDecoder.decode(set.image(image)));
        } catch (DamagedImageException e) {
            System.getLogger(IdentityFacts.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "not averaged: " + e.key() + ", " + e.getMessage());
        }
    }
}
