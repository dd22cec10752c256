package org.idem.verify.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.image.EncodedImage;
import org.idem.input.ImageSource;

/** The images of a set and which people they are of: a set of identities, or pairs, whose genuine ones tell who is one person. */
public final class ImagesOfPeople implements ImageSource, Closeable {
    private final Path path;
    private final int size;
    private final IntFunction<EncodedImage> images;
    private final IntFunction<String> keys;
    private final IdentityIndex index;
    private final Closeable set;

    ImagesOfPeople(
            Path path,
            int size,
            IntFunction<EncodedImage> images,
            IntFunction<String> keys,
            IdentityIndex index,
            Closeable set) {
        this.path = path;
        this.size = size;
        this.images = images;
        this.keys = keys;
        this.index = index;
        this.set = set;
    }

    /**
     * Opens a set. Reads every label once, of pairs every image.
     *
     * @throws org.idem.core.InputException if there is no such set
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ImagesOfPeople open(Path path, Progress progress) {
        if (Files.isRegularFile(path) && Datasets.isPairs(path)) {
            PairDataset pairs = Datasets.openPairs(path);
            return closingOnFailure(pairs, () -> ofPairs(pairs, progress));
        }
        ImageDataset set = Datasets.openImages(path);
        return closingOnFailure(
                set,
                () -> new ImagesOfPeople(
                        set.path(), set.size(), set::image, set::key, IdentityIndex.of(set, progress), set));
    }

    /** A set that is open already, and whose people are known. */
    static ImagesOfPeople of(ImageDataset set, IdentityIndex index) {
        return new ImagesOfPeople(set.path(), set.size(), set::image, set::key, index, set);
    }

    /** Pairs that are open already, of whose people nothing is to be known. */
    static ImagesOfPeople ofNobody(PairDataset pairs) {
        return new ImagesOfPeople(
                pairs.path(),
                Math.multiplyExact(2, pairs.pairs()),
                pairs::image,
                String::valueOf,
                IdentityIndex.ofLabels(new int[0], 0),
                pairs);
    }

    private static ImagesOfPeople ofPairs(PairDataset pairs, Progress progress) {
        int[] people = PeopleOfPairs.of(pairs, progress);
        int count = 0;
        for (int person : people) {
            count = Math.max(count, person + 1);
        }
        return new ImagesOfPeople(
                pairs.path(),
                people.length,
                pairs::image,
                String::valueOf,
                IdentityIndex.ofLabels(people, count),
                pairs);
    }

    private interface Opening {
        ImagesOfPeople open();
    }

    private static ImagesOfPeople closingOnFailure(Closeable set, Opening opening) {
        try {
            return opening.open();
        } catch (RuntimeException e) {
            close(set);
            throw e;
        }
    }

    /** The set's file or folder. */
    public Path path() {
        return path;
    }

    /** Which images each person has; numbers of people are the set's labels, or of pairs in the order of their first images. */
    public IdentityIndex index() {
        return index;
    }

    /** What the set calls an image; of pairs its row from 0. */
    public String key(int image) {
        return keys.apply(image);
    }

    /** The image as it is stored. */
    EncodedImage image(int image) {
        return images.apply(image);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public LabeledImage read(int image) {
        return new LabeledImage(0, images.apply(image));
    }

    @Override
    public boolean isReplaceable() {
        return false;
    }

    @Override
    public void close() {
        close(set);
    }

    private static void close(Closeable set) {
        try {
            set.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a set", e);
        }
    }
}
