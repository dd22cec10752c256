package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.MarginLoss;
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

    /** Logit of the target, before the scale, by its cosine. */
    double target(double cosine) {
        return isCosFace()
                ? cosine - config.m3()
                : Math.cos(config.m1() * Angles.angle(cosine) + config.m2()) - config.m3();
    }

    /** Derivative of {@link #target} with respect to the cosine, or what stands for it. */
    double derivative(double cosine) {
        if (config.straightThrough()) {
            return Angles.within(cosine, -1, 1) ? 1 : 0;
        }
        return isCosFace() ? 1 : Angles.derivative(cosine, config.m1(), config.m2());
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        return new UniformMargin();
    }

    /** The same margin in every row. */
    private final class UniformMargin implements BatchMargin {
        @Override
        public double target(int row, double cosine) {
            return CombinedMargin.this.target(cosine);
        }

        @Override
        public double derivative(int row, double cosine) {
            return CombinedMargin.this.derivative(cosine);
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
