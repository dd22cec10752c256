package org.idem.data.select;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.PictureHeader;

/**
 * Filters and sorts the images of a set, on all processors. What a set can tell without a look at its images, such as their
 * keys, takes a second for millions; labels are read once and kept in {@link ImageLabels}; sizes are read from each image.
 */
public final class ImageSearch {
    private static final int CHUNK = 1 << 14;
    private static final int MOST = Integer.MAX_VALUE;

    private final ImageDataset set;
    private final ImageLabels labels;

    /** Looks at this set, whose labels are read when they are first needed. */
    public ImageSearch(ImageDataset set, ImageLabels labels) {
        this.set = set;
        this.labels = labels;
    }

    /**
     * The numbers of the wanted images in the order asked for. An image whose label or size cannot be read is wanted only
     * where any would do; in an order by what it does not tell it comes last.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public int[] find(ImageFilter filter, ImageSort sort, Progress progress) {
        boolean needsLabels = !filter.identities().isAll() || sort == ImageSort.IDENTITY;
        int[] identities = needsLabels ? labels.labels(progress.sub(0, 0.4)) : null;
        IntPredicate wanted = wanted(filter, identities);
        int[] found = inChunks(wanted, progress.sub(needsLabels ? 0.4 : 0, sort == ImageSort.SET ? 1 : 0.7));
        return switch (sort) {
            case SET -> found;
            case IDENTITY -> sorted(found, index -> last(identities[index]), progress);
            case BYTES -> sorted(found, index -> MOST - bytes(index), progress.sub(0.7, 1));
            case PIXELS -> sorted(found, this::pixels, progress.sub(0.7, 1));
        };
    }

    /** The cheap questions first. */
    private IntPredicate wanted(ImageFilter filter, int[] identities) {
        IntPredicate wanted = filter.among();
        if (!filter.identities().isAll()) {
            wanted = wanted.and(index -> filter.identities().contains(identities[index]));
        }
        if (!filter.key().isEmpty()) {
            String part = filter.key().toLowerCase(Locale.ROOT);
            wanted = wanted.and(index -> set.key(index).toLowerCase(Locale.ROOT).contains(part));
        }
        if (!filter.side().isAll()) {
            wanted = wanted.and(index -> filter.side().contains(side(index)));
        }
        return wanted;
    }

    private int[] inChunks(IntPredicate wanted, Progress progress) {
        int size = set.size();
        int[] found = new int[Math.min(size, CHUNK)];
        int count = 0;
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            int[] some = IntStream.range(from, end).parallel().filter(wanted).toArray();
            if (count + some.length > found.length) {
                found = Arrays.copyOf(found, (int) Math.min(size, 2L * found.length + some.length));
            }
            System.arraycopy(some, 0, found, count, some.length);
            count += some.length;
            progress.report(
                    (double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " images looked at");
        }
        return Arrays.copyOf(found, count);
    }

    /** Stable: the upper half of a number is what it is sorted by, the lower one its place. */
    private static int[] sorted(int[] found, IntToLongFunction value, Progress progress) {
        long[] keys = new long[found.length];
        for (int from = 0; from < keys.length; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(keys.length, from + CHUNK);
            IntStream.range(from, end)
                    .parallel()
                    .forEach(place -> keys[place] = value.applyAsLong(found[place]) << Integer.SIZE | place);
            progress.report(
                    (double) end / keys.length,
                    () -> Units.count(end) + " of " + Units.count(keys.length) + " images measured");
        }
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> found[(int) key]).toArray();
    }

    private static long last(int label) {
        return label < 0 ? MOST : label;
    }

    private int bytes(int index) {
        try {
            return set.image(index).bytes().remaining();
        } catch (DamagedImageException e) {
            return 0;
        }
    }

    private long pixels(int index) {
        try {
            return PictureHeader.of(set.image(index))
                    .map(header -> Math.min(MOST, (long) header.width() * header.height()))
                    .orElse((long) MOST);
        } catch (DamagedImageException e) {
            return MOST;
        }
    }

    private long side(int index) {
        try {
            return PictureHeader.of(set.image(index))
                    .map(header -> Math.min(header.width(), header.height()))
                    .orElse(-1);
        } catch (DamagedImageException e) {
            return -1;
        }
    }
}
