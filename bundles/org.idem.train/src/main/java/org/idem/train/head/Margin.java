package org.idem.train.head;

/**
 * The combined margin on the cosine of the target class: cos(m1 · θ + m2) − m3, scaled by s. ArcFace is (1, 0.5, 0),
 * CosFace (1, 0, 0.4), SphereFace (1.35, 0, 0). The derivative is the true one, and finite at cosines of ±1.
 *
 * @param m1 factor of the angle
 * @param m2 added to the angle, in radians
 * @param m3 subtracted from the cosine
 * @param scale s, by which all cosines are multiplied before the softmax
 */
public record Margin(double m1, double m2, double m3, double scale) {
    /** Keeps the sine of the angle away from 0, where the slope has a pole. */
    private static final double SMALLEST_SINE_SQUARE = 2e-8;

    /** ArcFace with additive angle m (Deng et al., arXiv 1801.07698). */
    public static Margin arcFace(double m, double scale) {
        return new Margin(1, m, 0, scale);
    }

    /** CosFace with margin m (Wang et al., arXiv 1801.09414). */
    public static Margin cosFace(double m, double scale) {
        return new Margin(1, 0, m, scale);
    }

    private boolean leavesAngle() {
        return m1 == 1 && m2 == 0;
    }

    /** The target's logit before the scale. */
    public double target(double cosine) {
        return leavesAngle() ? cosine - m3 : Math.cos(m1 * angle(cosine) + m2) - m3;
    }

    /** Derivative of {@link #target} with respect to the cosine. */
    public double slope(double cosine) {
        if (leavesAngle()) {
            return 1;
        }
        double sine = Math.sqrt(Math.max((1 - cosine) * (1 + cosine), SMALLEST_SINE_SQUARE));
        return m1 * Math.sin(m1 * angle(cosine) + m2) / sine;
    }

    private static double angle(double cosine) {
        return Math.acos(Math.min(Math.max(cosine, -1), 1));
    }
}
