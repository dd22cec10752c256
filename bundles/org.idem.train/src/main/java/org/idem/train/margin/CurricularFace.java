package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.CurricularFaceLoss;
import org.idem.train.tensor.DoubleVector;
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
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        int rows = cosines.length();
        DoubleVector bounds = Angles.of(cosines).plus(config.m()).cos();
        DoubleVector mean = statistics.moved(MEAN, cosines.clip(-1, 1).sum().dividedBy(rows), config.rate());
        return new CurricularMargin(
                bounds.toFloats().view(rows, 1).retain(),
                mean.plus(-1).toFloats().retain(),
                mean);
    }

    /** The rules, by the cosines above which classes are hard, one for each row, and T. */
    private final class CurricularMargin implements BatchMargin {
        private final Tensor bounds;
        private final Tensor meanLessOne;
        private final DoubleVector mean;

        CurricularMargin(Tensor bounds, Tensor meanLessOne, DoubleVector mean) {
            this.bounds = bounds;
            this.meanLessOne = meanLessOne;
            this.mean = mean;
        }

        @Override
        public DoubleVector targets(DoubleVector cosines) {
            return beyondTurn(cosines)
                    .choose(
                            cosines.plus(-config.m() * Math.sin(config.m())),
                            Angles.of(cosines).plus(config.m()).cos());
        }

        private DoubleVector.Mask beyondTurn(DoubleVector cosines) {
            return cosines.isAtMost(-Math.cos(config.m()));
        }

        @Override
        public DoubleVector derivatives(DoubleVector cosines) {
            return beyondTurn(cosines).choose(1, Angles.derivative(cosines, 1, config.m()));
        }

        /** c becomes c + h · c · (T − 1 + c) with h = 1 where it is hard, so its slope 1 + h · (T − 1 + 2c). */
        @Override
        public Tensor negatives(Tensor cosines) {
            Tensor hard = Masks.above(cosines, bounds);
            Tensor derivative =
                    cosines.duplicate().mul_(2).add_(meanLessOne).mul_(hard).add_(1);
            Tensor added = cosines.duplicate().add_(meanLessOne).mul_(cosines).mul_(hard);
            cosines.add_(added);
            return derivative;
        }

        @Override
        public Map<String, DoubleVector> statistics() {
            return Map.of(MEAN, mean);
        }

        @Override
        public void close() {
            bounds.close();
            meanLessOne.close();
        }
    }
}
