package org.idem.data.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.inspect.ImagePass;

/** Measures the pictures of a set: a sample of them at once, or all. */
public final class SetStatistics {
    private static final int SAMPLE = 2000;

    private SetStatistics() {}

    /** Measures up to 2,000 pictures, evenly spaced over the set. */
    public static PictureStatistics sample(ImageDataset set, Progress progress) {
        int[] images = spaced(set.size());
        StatisticsInspector inspector = StatisticsInspector.ofSome(images);
        ImagePass.over(set, images, List.of(inspector), progress);
        return inspector.statistics();
    }

    /** Measures up to 2,000 pictures of pairs, evenly spaced over the set: 2p and 2p + 1 are those of pair p. */
    public static PictureStatistics sample(PairDataset pairs, Progress progress) {
        int[] images = spaced(2 * pairs.pairs());
        StatisticsInspector inspector = StatisticsInspector.ofSome(images);
        ImagePass.over(pairs, images, List.of(inspector), progress);
        return inspector.statistics();
    }

    private static int[] spaced(int size) {
        int looked = Math.min(size, SAMPLE);
        return IntStream.range(0, looked)
                .map(i -> (int) ((long) i * size / looked))
                .toArray();
    }

    /**
     * Measures every picture.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PictureStatistics all(ImageDataset set, Progress progress) {
        StatisticsInspector inspector = StatisticsInspector.ofAll(set.size());
        ImagePass.over(set, null, List.of(inspector), progress);
        return inspector.statistics();
    }

    /**
     * Measures both pictures of every pair: 2p and 2p + 1 are those of pair p.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PictureStatistics all(PairDataset pairs, Progress progress) {
        StatisticsInspector inspector = StatisticsInspector.ofAll(2 * pairs.pairs());
        ImagePass.over(pairs, null, List.of(inspector), progress);
        return inspector.statistics();
    }
}
