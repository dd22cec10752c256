package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.MagFaceLoss;

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
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        return new MagnitudeMargin(norms);
    }

    /** Angle in radians that is added for each unit of norm. */
    private double growth() {
        return (config.upperMargin() - config.lowerMargin()) / (config.upperNorm() - config.lowerNorm());
    }

    /** Margin and loss by the norm of each row. */
    private final class MagnitudeMargin implements BatchMargin, NormTerm {
        private final float[] norms;

        MagnitudeMargin(float[] norms) {
            this.norms = norms;
        }

        private double norm(int row) {
            return Angles.clip(norms[row], config.lowerNorm(), config.upperNorm());
        }

        private double margin(int row) {
            return config.lowerMargin() + growth() * (norm(row) - config.lowerNorm());
        }

        private boolean isWithinBounds(int row) {
            return Angles.within(norms[row], config.lowerNorm(), config.upperNorm());
        }

        private boolean isBeyondTurn(int row, double cosine) {
            return config.easyMargin() ? cosine <= 0 : cosine <= -Math.cos(margin(row));
        }

        @Override
        public double target(int row, double cosine) {
            double m = margin(row);
            if (isBeyondTurn(row, cosine)) {
                return config.easyMargin() ? cosine : cosine - m * Math.sin(m);
            }
            return Math.cos(Angles.angle(cosine) + m);
        }

        @Override
        public double derivative(int row, double cosine) {
            return isBeyondTurn(row, cosine) ? 1 : Angles.derivative(cosine, 1, margin(row));
        }

        @Override
        public double targetDerivative(int row, double cosine) {
            double m = margin(row);
            if (!isWithinBounds(row)) {
                return 0;
            }
            if (isBeyondTurn(row, cosine)) {
                return config.easyMargin() ? 0 : -(Math.sin(m) + m * Math.cos(m)) * growth();
            }
            return -Math.sin(Angles.angle(cosine) + m) * growth();
        }

        @Override
        public NormTerm normTerm() {
            return this;
        }

        @Override
        public double loss(int row) {
            return config.weight() * (norm(row) / (config.upperNorm() * config.upperNorm()) + 1 / norm(row));
        }

        @Override
        public double lossDerivative(int row) {
            double norm = norm(row);
            return isWithinBounds(row)
                    ? config.weight() * (1 / (config.upperNorm() * config.upperNorm()) - 1 / (norm * norm))
                    : 0;
        }
    }
}
