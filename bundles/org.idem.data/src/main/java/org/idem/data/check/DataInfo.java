package org.idem.data.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.data.ImageDataset;
import org.idem.data.LabelCounts;
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
     * @param knownAs the published set with these numbers, or empty
     * @param labels which identities have images
     * @param pictures sides of the pictures in pixels, as far as looked at: {@code 112 x 112}; empty if none can be read
     * @param notes what else is unusual about the set, in sentences
     */
    public record Info(
            String format,
            int images,
            int identities,
            long bytes,
            String knownAs,
            LabelCounts labels,
            String pictures,
            List<String> notes) {
        public Info {
            notes = List.copyOf(notes);
        }
    }

    /** Published sets by identities and images, as insightface's configurations give them. */
    private enum Known {
        MS1MV2(85_742, 5_822_653),
        MS1MV3(93_431, 5_179_510),
        GLINT360K("Glint360K", 360_232, 17_091_657),
        WEBFACE4M("WebFace4M", 205_990, 4_235_242),
        WEBFACE12M("WebFace12M", 617_970, 12_720_066),
        WEBFACE12M_CONFLICT("WebFace12M_Conflict", 1_017_970, 12_720_066),
        WEBFACE42M("WebFace42M", 2_059_906, 42_474_557);

        private final String title;
        private final int identities;
        private final int images;

        Known(int identities, int images) {
            this.title = name();
            this.identities = identities;
            this.images = images;
        }

        Known(String title, int identities, int images) {
            this.title = title;
            this.identities = identities;
            this.images = images;
        }
    }

    /** Opens the set and tells. */
    public static Info info(Path path) {
        if (Datasets.isPairList(path)) {
            try (PairDataset pairs = Datasets.openPairs(path)) {
                return new Info(
                        "pairs",
                        2 * pairs.pairs(),
                        0,
                        Files.size(path),
                        "",
                        new LabelCounts(0, 0, 0),
                        PictureSizes.of(pairs).toString(),
                        List.of());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }
        try (ImageDataset set = Datasets.openImages(path)) {
            return info(set);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    /** Tells about an open set. */
    public static Info info(ImageDataset set) {
        int identities = set.identities();
        return new Info(
                set.format(),
                set.size(),
                identities,
                set.bytes(),
                knownAs(identities, set.size()),
                set.labelCounts(),
                PictureSizes.of(set).toString(),
                set.notes());
    }

    /** The published set with these numbers, or empty. */
    public static String knownAs(int identities, int images) {
        for (Known known : Known.values()) {
            if (known.identities == identities && known.images == images) {
                return known.title;
            }
        }
        return "";
    }
}
