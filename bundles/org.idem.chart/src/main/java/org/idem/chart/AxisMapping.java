package org.idem.chart;

/** How the values of an axis are laid out along it. */
public enum AxisMapping {
    /** Equal differences take equal lengths. */
    LINEAR {
        @Override
        public double toScale(double value) {
            return value;
        }

        @Override
        public double fromScale(double place) {
            return place;
        }
    },
    /** Equal ratios take equal lengths; shows values above zero. */
    LOG {
        @Override
        public double toScale(double value) {
            return Math.log10(value);
        }

        @Override
        public double fromScale(double place) {
            return Math.pow(10, place);
        }
    },
    /**
     * Rates by the standard normal deviate that they are the share below: error rates of scores that are spread normally lie
     * on a straight line. Shows rates above zero; those within 1e-12 of zero or one stand where that is.
     */
    PROBIT {
        @Override
        public double toScale(double value) {
            return NormalDeviate.of(Math.max(LEAST_RATE, Math.min(1 - LEAST_RATE, value)));
        }

        @Override
        public double fromScale(double place) {
            return NormalDeviate.share(place);
        }
    };

    private static final double LEAST_RATE = 1e-12;

    /** Where a value stands, in units of even length; increasing. */
    public abstract double toScale(double value);

    /** The inverse of {@link #toScale}. */
    public abstract double fromScale(double place);

    /** Whether only values above zero are shown. */
    public boolean isPositive() {
        return this != LINEAR;
    }
}
