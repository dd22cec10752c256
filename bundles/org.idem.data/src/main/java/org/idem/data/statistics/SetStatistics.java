package org.idem.data.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.inspect.ImagePass;

/** Measures the pictures of a set: a sample of them at once, or all. */
public final class SetStatistics {
    private static final int SAMPLE = 2000;

    private SetStatistics() {}

    /** Measures up to 2,000 pictures, evenly spaced over the set. */
    public static PictureStatistics sample(ImageDataset set, Progress progress) {
        int looked = Math.min(set.size(), SAMPLE);
        int[] images = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * set.size() / looked))
                .toArray();
        StatisticsInspector inspector = StatisticsInspector.ofSome(images);
        ImagePass.over(set, images, List.of(inspector), progress);
        return inspector.statistics();
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
}
