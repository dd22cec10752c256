package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.CurricularFaceLoss;
import org.idem.train.tensor.Masks;
import org.idem.train.tensor.Tensor;

/**
 * CurricularFace (Huang et al., arXiv 2004.00288): the target is u = cos(θ + m), beyond the angle where that turns back
 * cos θ − m sin m. Another class is hard where its cosine c exceeds u; it then counts as c (T + c). T, the running mean
 * of the targets' cosines over the global batches, moves before it is used, so that hard classes weigh more as the
 * training goes on; no gradient goes through it.
 *
 * @param config the keys
 */
public record CurricularFace(CurricularFaceLoss config) implements MarginHead {
    private static final String MEAN = "target_mean";

    @Override
    public double scale() {
        return config.s();
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(MEAN, 0.0);
    }

    @Override
    public boolean needsTargetCosines() {
        return true;
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        float[] bounds = new float[targets.length];
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            bounds[row] = (float) Math.cos(Angles.angle(targets[row]) + config.m());
            sum += Angles.clip(targets[row], -1, 1);
        }
        double mean = config.rate() * sum / targets.length + (1 - config.rate()) * statistics.get(MEAN);
        return new CurricularMargin(bounds, mean);
    }

    /** Cosines above which classes are hard, one for each row, and T. */
    private final class CurricularMargin implements BatchMargin {
        private final float[] bounds;
        private final double mean;

        CurricularMargin(float[] bounds, double mean) {
            this.bounds = bounds;
            this.mean = mean;
        }

        @Override
        public double target(int row, double cosine) {
            return isBeyondTurn(cosine)
                    ? cosine - config.m() * Math.sin(config.m())
                    : Math.cos(Angles.angle(cosine) + config.m());
        }

        private boolean isBeyondTurn(double cosine) {
            return cosine <= -Math.cos(config.m());
        }

        @Override
        public double derivative(int row, double cosine) {
            return isBeyondTurn(cosine) ? 1 : Angles.derivative(cosine, 1, config.m());
        }

        /** c becomes c + h · c · (T − 1 + c) with h = 1 where it is hard, so its slope 1 + h · (T − 1 + 2c). */
        @Override
        public Tensor negatives(Tensor cosines) {
            Tensor hard = Masks.above(cosines, Tensor.of(bounds, bounds.length, 1));
            Tensor derivative =
                    cosines.duplicate().mul_(2).add_(mean - 1).mul_(hard).add_(1);
            Tensor added = cosines.duplicate().add_(mean - 1).mul_(cosines).mul_(hard);
            cosines.add_(added);
            return derivative;
        }

        @Override
        public Map<String, Double> statistics() {
            return Map.of(MEAN, mean);
        }
    }
}
