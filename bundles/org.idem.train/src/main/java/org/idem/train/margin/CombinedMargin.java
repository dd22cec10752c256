package org.idem.train.margin;

import org.idem.config.loss.MarginLoss;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Masks;
import org.idem.train.tensor.Tensor;

/**
 * The combined margin on the cosine of the target class: cos(m1 · θ + m2) − m3, scaled by s. ArcFace is (1, 0.5, 0),
 * CosFace (1, 0, 0.4), SphereFace (1.35, 0, 0). The derivative is the true one, finite at cosines of ±1, unless asked
 * otherwise.
 *
 * @param config the keys; with {@code straightThrough} the derivative is taken as 1, as arcface_torch does, and as 0 for
 *     cosines beyond ±1
 */
public record CombinedMargin(MarginLoss config) implements MarginHead {
    /** With the true derivative, nothing filtered. */
    static CombinedMargin of(double m1, double m2, double m3, double scale) {
        return new CombinedMargin(new MarginLoss(m1, m2, m3, scale, false, 0));
    }

    /** ArcFace with additive angle m (Deng et al., arXiv 1801.07698). */
    public static CombinedMargin arcFace(double m, double scale) {
        return of(1, m, 0, scale);
    }

    /** CosFace with margin m (Wang et al., arXiv 1801.09414). */
    public static CombinedMargin cosFace(double m, double scale) {
        return of(1, 0, m, scale);
    }

    @Override
    public double scale() {
        return config.s();
    }

    private boolean isCosFace() {
        return config.m1() == 1 && config.m2() == 0;
    }

    @Override
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        return new UniformMargin();
    }

    /** The same margin in every row. */
    private final class UniformMargin implements BatchMargin {
        @Override
        public DoubleVector targets(DoubleVector cosines) {
            DoubleVector turned = isCosFace()
                    ? cosines
                    : Angles.of(cosines).times(config.m1()).plus(config.m2()).cos();
            return turned.plus(-config.m3());
        }

        @Override
        public DoubleVector derivatives(DoubleVector cosines) {
            if (config.straightThrough()) {
                return cosines.isWithin(-1, 1).asNumbers();
            }
            return isCosFace() ? DoubleVector.constant(1) : Angles.derivative(cosines, config.m1(), config.m2());
        }

        @Override
        public Tensor negatives(Tensor cosines) {
            if (config.filter() <= 0) {
                return null;
            }
            Tensor kept = Masks.within(cosines, Double.NEGATIVE_INFINITY, config.filter());
            cosines.mul_(kept);
            return kept;
        }
    }
}
