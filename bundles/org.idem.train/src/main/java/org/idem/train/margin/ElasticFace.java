package org.idem.train.margin;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.idem.config.loss.ElasticFaceLoss;
import org.idem.train.tensor.DoubleVector;
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
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        double count = statistics.begun().get(COUNT) + statistics.passes();
        double[] samples = margins.of((long) count, cosines.length());
        DoubleVector ofRows = config.plus() ? sortByCosine(samples, cosines) : DoubleVector.of(samples);
        DoubleVector passes = statistics.running().get(COUNT).plus(1);
        return new ElasticBatchMargin(ofRows, statistics.with(COUNT, passes));
    }

    private static DoubleVector sortByCosine(double[] samples, DoubleVector cosines) {
        double[] ascending = samples.clone();
        Arrays.sort(ascending);
        return DoubleVector.of(ascending).at(cosines.descendingOrder());
    }

    /** One margin for each row. */
    private final class ElasticBatchMargin implements BatchMargin {
        private final DoubleVector ofRows;
        private final Map<String, DoubleVector> statistics;

        ElasticBatchMargin(DoubleVector ofRows, Map<String, DoubleVector> statistics) {
            this.ofRows = ofRows;
            this.statistics = statistics;
        }

        @Override
        public DoubleVector targets(DoubleVector cosines) {
            return config.angular() ? Angles.of(cosines).plus(ofRows).cos() : cosines.minus(ofRows);
        }

        @Override
        public DoubleVector derivatives(DoubleVector cosines) {
            return config.angular() ? Angles.derivative(cosines, ofRows) : DoubleVector.constant(1);
        }

        @Override
        public Map<String, DoubleVector> statistics() {
            return statistics;
        }
    }
}
