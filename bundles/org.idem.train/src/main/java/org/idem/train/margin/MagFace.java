package org.idem.train.margin;

import org.idem.config.loss.MagFaceLoss;
import org.idem.train.tensor.DoubleVector;

/**
 * MagFace (Meng et al., arXiv 2103.06627): the angle added to the target grows with the norm a of the embedding, within
 * bounds, from the lower to the upper margin, and a / upper² + 1 / a, weighted, draws norms up. The target is
 * cos(θ + m(a)) where the cosine is positive, else the cosine (easy margin); without easy margin the cosine −
 * m sin m from the angle on where it turns back. The norm is differentiated, in the margin and in its loss.
 *
 * @param config the keys
 */
public record MagFace(MagFaceLoss config) implements MarginHead {
    @Override
    public double scale() {
        return config.s();
    }

    @Override
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        return new MagnitudeMargin(norms);
    }

    /** Angle in radians that is added for each unit of norm. */
    private double growth() {
        return (config.upperMargin() - config.lowerMargin()) / (config.upperNorm() - config.lowerNorm());
    }

    /** Margin and loss by the norm of each row. */
    private final class MagnitudeMargin implements BatchMargin, NormTerm {
        /** Within the bounds. */
        private final DoubleVector norms;

        private final DoubleVector margins;
        private final DoubleVector.Mask bounded;

        MagnitudeMargin(DoubleVector measured) {
            this.norms = measured.clip(config.lowerNorm(), config.upperNorm());
            this.margins = norms.plus(-config.lowerNorm()).times(growth()).plus(config.lowerMargin());
            this.bounded = measured.isWithin(config.lowerNorm(), config.upperNorm());
        }

        private DoubleVector.Mask beyondTurn(DoubleVector cosines) {
            return config.easyMargin()
                    ? cosines.isAtMost(0)
                    : cosines.isAtMost(margins.cos().times(-1));
        }

        @Override
        public DoubleVector targets(DoubleVector cosines) {
            DoubleVector beyond = config.easyMargin() ? cosines : cosines.minus(margins.times(margins.sin()));
            return beyondTurn(cosines)
                    .choose(beyond, Angles.of(cosines).plus(margins).cos());
        }

        @Override
        public DoubleVector derivatives(DoubleVector cosines) {
            return beyondTurn(cosines).choose(1, Angles.derivative(cosines, margins));
        }

        @Override
        public DoubleVector targetDerivatives(DoubleVector cosines) {
            DoubleVector.Mask beyondTurn = beyondTurn(cosines);
            DoubleVector turned = Angles.of(cosines).plus(margins).sin().times(-growth());
            DoubleVector any = config.easyMargin()
                    ? beyondTurn.choose(0, turned)
                    : beyondTurn.choose(
                            margins.sin().plus(margins.times(margins.cos())).times(-growth()), turned);
            return bounded.choose(any, 0);
        }

        @Override
        public NormTerm normTerm() {
            return this;
        }

        private double upperSquare() {
            return config.upperNorm() * config.upperNorm();
        }

        private DoubleVector inverse(DoubleVector values) {
            return DoubleVector.constant(1).dividedBy(values);
        }

        @Override
        public DoubleVector losses() {
            return norms.dividedBy(upperSquare()).plus(inverse(norms)).times(config.weight());
        }

        @Override
        public DoubleVector lossDerivatives() {
            DoubleVector slopes = inverse(norms.square()).times(-1).plus(1 / upperSquare());
            return bounded.choose(slopes.times(config.weight()), 0);
        }
    }
}
