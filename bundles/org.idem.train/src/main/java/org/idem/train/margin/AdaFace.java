package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.train.tensor.Masks;
import org.idem.train.tensor.Tensor;

/**
 * AdaFace (Kim et al., arXiv 2204.00964): the norm of an embedding tells the quality of its image, and moves the margin
 * from the angle to the cosine. With q the norm in [0.001, 100] and z = h (q − mean) / (std + 0.001) in [−1, 1] the
 * target is cos(θ − m z) − (m + m z). Mean and deviation (N − 1) run over the global batches and move before they are
 * used; no gradient goes through them or the norm. As its authors do, cosines are clipped to ±0.999.
 *
 * @param config the keys; with {@code straightThrough} the derivative of the target is taken as 1 and nothing is
 *     clipped, as CVLface does under Partial FC
 */
public record AdaFace(AdaFaceLoss config) implements MarginHead {
    private static final String MEAN = "norm_mean";
    private static final String DEVIATION = "norm_std";
    private static final double LARGEST_COSINE = 0.999;
    private static final double SMALLEST = 1e-3;
    private static final double LARGEST_NORM = 100;

    @Override
    public double scale() {
        return config.s();
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(MEAN, 20.0, DEVIATION, 100.0);
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        double[] quality = new double[norms.length];
        double sum = 0;
        for (int row = 0; row < norms.length; row++) {
            quality[row] = Angles.clip(norms[row], SMALLEST, LARGEST_NORM);
            sum += quality[row];
        }
        double mean = sum / norms.length;
        double runningMean = updateMean(statistics.get(MEAN), mean);
        double runningDeviation = statistics.get(DEVIATION);
        double deviation = norms.length > 1 ? updateMean(runningDeviation, deviation(quality, mean)) : runningDeviation;
        for (int row = 0; row < norms.length; row++) {
            quality[row] = Angles.clip(config.h() * (quality[row] - runningMean) / (deviation + SMALLEST), -1, 1);
        }
        return new QualityMargin(quality, Map.of(MEAN, runningMean, DEVIATION, deviation));
    }

    private double updateMean(double running, double value) {
        return config.rate() * value + (1 - config.rate()) * running;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** Margins by z, one value for each row. */
    private final class QualityMargin implements BatchMargin {
        private final double[] z;
        private final Map<String, Double> statistics;

        QualityMargin(double[] z, Map<String, Double> statistics) {
            this.z = z;
            this.statistics = statistics;
        }

        @Override
        public double target(int row, double cosine) {
            return Math.cos(marginAngle(row, cosine)) - (config.m() + config.m() * z[row]);
        }

        private double marginAngle(int row, double cosine) {
            return config.straightThrough()
                    ? Angles.angle(cosine) - config.m() * z[row]
                    : Angles.clip(unclippedAngle(row, cosine), SMALLEST, Math.PI - SMALLEST);
        }

        private double unclippedAngle(int row, double cosine) {
            return Angles.angle(Angles.clip(cosine, -LARGEST_COSINE, LARGEST_COSINE)) - config.m() * z[row];
        }

        @Override
        public double derivative(int row, double cosine) {
            if (config.straightThrough()) {
                return Angles.within(cosine, -1, 1) ? 1 : 0;
            }
            boolean inRange = Angles.within(cosine, -LARGEST_COSINE, LARGEST_COSINE)
                    && Angles.within(unclippedAngle(row, cosine), SMALLEST, Math.PI - SMALLEST);
            return inRange ? Angles.derivative(cosine, 1, -config.m() * z[row]) : 0;
        }

        @Override
        public Tensor negatives(Tensor cosines) {
            if (config.straightThrough()) {
                return null;
            }
            Tensor inRange = Masks.within(cosines, -LARGEST_COSINE, LARGEST_COSINE);
            cosines.clamp_(-LARGEST_COSINE, LARGEST_COSINE);
            return inRange;
        }

        @Override
        public Map<String, Double> statistics() {
            return statistics;
        }
    }
}
