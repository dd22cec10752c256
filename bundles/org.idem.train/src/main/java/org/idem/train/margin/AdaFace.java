package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.AdaFaceLoss;
import org.idem.train.tensor.DoubleVector;
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
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        int rows = norms.length();
        DoubleVector quality = norms.clip(SMALLEST, LARGEST_NORM);
        DoubleVector mean = quality.sum().dividedBy(rows);
        DoubleVector runningMean = statistics.moved(MEAN, mean, config.rate());
        DoubleVector deviation = rows > 1
                ? statistics.moved(DEVIATION, deviation(quality, mean), config.rate())
                : statistics.running().get(DEVIATION);
        DoubleVector z = quality.minus(runningMean)
                .times(config.h())
                .dividedBy(deviation.plus(SMALLEST))
                .clip(-1, 1);
        return new QualityMargin(z, Map.of(MEAN, runningMean, DEVIATION, deviation));
    }

    private static DoubleVector deviation(DoubleVector values, DoubleVector mean) {
        return values.minus(mean).square().sum().dividedBy(values.length() - 1).sqrt();
    }

    /** Margins by z, one value for each row. */
    private final class QualityMargin implements BatchMargin {
        private final DoubleVector shifts;
        private final Map<String, DoubleVector> statistics;

        QualityMargin(DoubleVector z, Map<String, DoubleVector> statistics) {
            this.shifts = z.times(config.m());
            this.statistics = statistics;
        }

        @Override
        public DoubleVector targets(DoubleVector cosines) {
            return marginAngles(cosines).cos().minus(shifts.plus(config.m()));
        }

        private DoubleVector marginAngles(DoubleVector cosines) {
            return config.straightThrough()
                    ? Angles.of(cosines).minus(shifts)
                    : unclippedAngles(cosines).clip(SMALLEST, Math.PI - SMALLEST);
        }

        private DoubleVector unclippedAngles(DoubleVector cosines) {
            return Angles.of(cosines.clip(-LARGEST_COSINE, LARGEST_COSINE)).minus(shifts);
        }

        @Override
        public DoubleVector derivatives(DoubleVector cosines) {
            if (config.straightThrough()) {
                return cosines.isWithin(-1, 1).asNumbers();
            }
            return cosines.isWithin(-LARGEST_COSINE, LARGEST_COSINE)
                    .and(unclippedAngles(cosines).isWithin(SMALLEST, Math.PI - SMALLEST))
                    .choose(Angles.derivative(cosines, shifts.times(-1)), 0);
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
        public Map<String, DoubleVector> statistics() {
            return statistics;
        }
    }
}
