package org.idem.data.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.idem.data.image.DamagedImageException;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.RecordIoFile;

/**
 * Which entries of a RecordIO file are images and which are identity records.
 *
 * <p>insightface's layout has a header record, key 0, whose two label values are the half-open range of the identity
 * records' keys; images have the keys below it. Sets without a header have images only, in the order of the index. Label
 * values are float32, so above 2^24 the header's range is only near the truth: there the absence of image bytes decides.
 *
 * @param images entries of the index that are images, in the set's order
 * @param ranges entries that are identity records, by key
 * @param identities declared by the set, or −1 if only the labels tell
 */
record RecordIoLayout(int[] images, int[] ranges, int identities) {
    /** Whole numbers below it are exact as float32. */
    static final int EXACT = 1 << 24;

    static RecordIoLayout of(RecordIoFile file) {
        int[] byKey = byKey(file);
        if (byKey.length > 1) {
            FaceRecord header = headerOrNull(file, byKey[0]);
            if (header != null) {
                RecordIoLayout layout = insightface(file, byKey, header);
                if (layout != null) {
                    return layout;
                }
            }
            if (header != null || isRange(file, byKey[byKey.length - 1])) {
                return sorted(file);
            }
        }
        int[] all = IntStream.range(0, file.size()).toArray();
        return new RecordIoLayout(all, new int[0], declared(file.path()));
    }

    private static FaceRecord headerOrNull(RecordIoFile file, int entry) {
        if (file.index().keys()[entry] != 0 || !isRange(file, entry)) {
            return null;
        }
        return file.read(entry);
    }

    private static RecordIoLayout insightface(RecordIoFile file, int[] byKey, FaceRecord header) {
        if (header.labels().length < 2) {
            return null;
        }
        int[] keys = file.index().keys();
        long lastKey = keys[byKey[byKey.length - 1]];
        float first = header.labels()[0];
        if (!(first >= 1) || first > lastKey + 1 + slack(first)) {
            return null;
        }
        int split = 1;
        while (split < byKey.length && keys[byKey[split]] < first - slack(first)) {
            split++;
        }
        while (first > EXACT && split < byKey.length && !isRange(file, byKey[split])) {
            split++;
        }
        if (split < byKey.length && !isRange(file, byKey[split]) && !isRange(file, byKey[byKey.length - 1])) {
            return null;
        }
        int[] images = Arrays.copyOfRange(byKey, 1, split);
        int[] ranges = Arrays.copyOfRange(byKey, split, byKey.length);
        return new RecordIoLayout(images, ranges, ranges.length);
    }

    /** How far a float32 of this size can be from the integer that it stands for. */
    private static float slack(float value) {
        return value > EXACT ? 2 * Math.ulp(value) : 0;
    }

    /** A header that is no use, or a lost one: look at every record. */
    private static RecordIoLayout sorted(RecordIoFile file) {
        int[] images =
                IntStream.range(0, file.size()).filter(i -> !isRange(file, i)).toArray();
        int[] ranges = IntStream.range(0, file.size())
                .filter(i -> file.index().keys()[i] != 0 && isRange(file, i))
                .toArray();
        return new RecordIoLayout(images, ranges, ranges.length > 0 ? ranges.length : -1);
    }

    private static boolean isRange(RecordIoFile file, int entry) {
        try {
            return file.read(entry).isRange();
        } catch (DamagedImageException e) {
            return false;
        }
    }

    private static int[] byKey(RecordIoFile file) {
        int[] keys = file.index().keys();
        int n = keys.length;
        int ordered = 1;
        while (ordered < n && keys[ordered - 1] < keys[ordered]) {
            ordered++;
        }
        if (ordered == n - 1 && keys[n - 1] < keys[0]) {
            // As insightface writes it: the header, key 0, comes last.
            return IntStream.range(0, n).map(i -> i == 0 ? n - 1 : i - 1).toArray();
        }
        if (ordered >= n) {
            return IntStream.range(0, n).toArray();
        }
        long[] sortable = new long[n];
        for (int i = 0; i < n; i++) {
            sortable[i] = (long) keys[i] << 32 | i;
        }
        Arrays.parallelSort(sortable);
        return Arrays.stream(sortable).mapToInt(v -> (int) v).toArray();
    }

    /** The number of classes that a {@code property} file beside the set tells: {@code classes,height,width}. */
    static int declared(Path rec) {
        Path property = rec.resolveSibling("property");
        try {
            if (!Files.isRegularFile(property) || Files.size(property) > 4096) {
                return -1;
            }
            String text = Files.readString(property, StandardCharsets.ISO_8859_1);
            String first = text.split("[,\\s]", 2)[0];
            return first.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(first) : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
