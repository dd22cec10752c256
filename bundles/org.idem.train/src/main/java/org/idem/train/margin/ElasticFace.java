package org.idem.train.margin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.idem.config.loss.ElasticFaceLoss;
import org.idem.train.tensor.RandomStreams;

/**
 * ElasticFace (Boutros et al., arXiv 2109.09416): every row has a margin of its own, normally distributed, on the angle (as
 * ArcFace) or on the cosine (as CosFace). In the "plus" form the margins of a batch are handed out by the targets'
 * cosines, indexed as its authors do: row i gets the margin at the place that the i-th largest cosine has in the batch,
 * margins ascending. The target is not turned back where the angle passes π.
 *
 * @param config the keys
 * @param margins where margins come from
 */
public record ElasticFace(ElasticFaceLoss config, MarginSource margins) implements MarginHead {
    private static final String COUNT = "passes";

    /** The margins of the rows of a micro batch, equal on every rank. */
    @FunctionalInterface
    public interface MarginSource {
        /**
         * Margins for a micro batch, [rows].
         *
         * @param microBatch number of micro batches before it since the training began
         */
        double[] of(long microBatch, int rows);
    }

    /** With normally distributed margins of the config's mean and deviation. */
    public ElasticFace(ElasticFaceLoss config, MarginContext context) {
        this(config, normal(config.mean(), config.deviation(), context.seed()));
    }

    @Override
    public double scale() {
        return config.s();
    }

    private static MarginSource normal(double mean, double deviation, long seed) {
        return (microBatch, rows) -> {
            SplittableRandom random = RandomStreams.of(seed, microBatch);
            return IntStream.range(0, rows)
                    .mapToDouble(row -> mean + deviation * random.nextGaussian())
                    .toArray();
        };
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(COUNT, 0.0);
    }

    @Override
    public boolean needsTargetCosines() {
        return config.plus();
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        double count = statistics.get(COUNT);
        double[] samples = margins.of((long) count, norms.length);
        Map<String, Double> updated = new HashMap<>(statistics);
        updated.put(COUNT, count + 1);
        return new ElasticBatchMargin(config.plus() ? sortByCosine(samples, targets) : samples, Map.copyOf(updated));
    }

    private static double[] sortByCosine(double[] samples, float[] targets) {
        double[] ascending = samples.clone();
        Arrays.sort(ascending);
        return IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -targets[row]))
                .mapToDouble(row -> ascending[row])
                .toArray();
    }

    /** One margin for each row. */
    private final class ElasticBatchMargin implements BatchMargin {
        private final double[] margin;
        private final Map<String, Double> statistics;

        ElasticBatchMargin(double[] margin, Map<String, Double> statistics) {
            this.margin = margin;
            this.statistics = statistics;
        }

        @Override
        public double target(int row, double cosine) {
            return config.angular() ? Math.cos(Angles.angle(cosine) + margin[row]) : cosine - margin[row];
        }

        @Override
        public double derivative(int row, double cosine) {
            return config.angular() ? Angles.derivative(cosine, 1, margin[row]) : 1;
        }

        @Override
        public Map<String, Double> statistics() {
            return statistics;
        }
    }
}
