package org.idem.data.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.data.ImageDataset;
import org.idem.data.LabelCounts;
import org.idem.data.LeftOut;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;

/** What a set is, at a glance. */
public final class DataInfo {
    private DataInfo() {}

    /**
     * What a set is.
     *
     * @param format {@code recordio}, {@code list}, {@code folders}, {@code bin} or {@code pairs}
     * @param images number of images
     * @param identities number of identities
     * @param bytes size on disk
     * @param knownAs the published set that is meant, or empty
     * @param differs what is not as published, in sentences
     * @param labels which identities have images
     * @param perIdentity how the images are spread over the identities
     * @param pairs number of pairs and how many of them are genuine; zeros for a set that has none
     * @param sample what some of the pictures are like
     * @param leftOut what the set does not use
     * @param notes what else is unusual about the set, in sentences
     */
    public record Info(
            String format,
            int images,
            int identities,
            long bytes,
            String knownAs,
            List<String> differs,
            LabelCounts labels,
            ImagesPerIdentity perIdentity,
            PairCounts pairs,
            PictureSample sample,
            List<LeftOut> leftOut,
            List<String> notes) {
        public Info {
            differs = List.copyOf(differs);
            leftOut = List.copyOf(leftOut);
            notes = List.copyOf(notes);
        }

        /** Time that reading and decoding all images once takes, estimated by the sample. */
        public double firstEpochSeconds() {
            return sample.secondsPerImage() * images;
        }

        /** Sides of the pictures that were looked at: {@code 112 x 112}; empty if none can be read. */
        public String pictures() {
            return PictureSizes.of(sample).toString();
        }
    }

    /**
     * Pairs for verification.
     *
     * @param pairs number of pairs
     * @param genuine number of them that show one person
     */
    public record PairCounts(int pairs, int genuine) {
        private static final PairCounts NONE = new PairCounts(0, 0);

        private static PairCounts of(PairDataset set) {
            int genuine = 0;
            for (int pair = 0; pair < set.pairs(); pair++) {
                genuine += set.same(pair) ? 1 : 0;
            }
            return new PairCounts(set.pairs(), genuine);
        }
    }

    /** Opens the set, looks at its labels and at some of its pictures, and tells. */
    public static Info info(Path path) {
        try {
            if (Datasets.isPairs(path)) {
                try (PairDataset pairs = Datasets.openPairs(path)) {
                    return info(pairs);
                }
            }
            try (ImageDataset set = Datasets.openImages(path)) {
                return info(set);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static Info info(PairDataset set) throws IOException {
        PairCounts pairs = PairCounts.of(set);
        KnownSets.Match known = KnownSets.verification(set.path(), pairs.pairs(), pairs.genuine());
        PictureSample sample = PictureSample.of(2 * set.pairs(), set::image);
        return new Info(
                Datasets.isPairList(set.path()) ? "pairs" : "bin",
                2 * pairs.pairs(),
                0,
                Files.size(set.path()),
                known.name(),
                known.differs(),
                new LabelCounts(0, 0, 0),
                ImagesPerIdentity.of(new int[0]),
                pairs,
                sample,
                List.of(),
                List.of());
    }

    /** Tells about an open set. */
    public static Info info(ImageDataset set) {
        int identities = set.identities();
        KnownSets.Match known = KnownSets.training(set.path(), identities, set.size());
        return new Info(
                set.format(),
                set.size(),
                identities,
                set.bytes(),
                known.name(),
                known.differs(),
                set.labelCounts(),
                ImagesPerIdentity.of(set.imagesPerIdentity()),
                PairCounts.NONE,
                PictureSample.of(set.size(), set::image),
                set.leftOut(),
                set.notes());
    }

    /** The published training set with these numbers, or empty. */
    public static String knownAs(int identities, int images) {
        return KnownSets.training(identities, images);
    }
}
