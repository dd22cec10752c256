package org.idem.plan;

import java.util.List;

/** A learning rate over time; time t counts steps or epochs from 0, as the schedule was set up. */
@FunctionalInterface
public interface Schedule {
    /** The rate of step or epoch t. */
    double rate(long t);

    /**
     * A straight line before the schedule proper.
     *
     * @param length how long; 0 for none
     * @param start rate at t = 0
     * @param end rate that would be reached at t = length
     */
    record WarmUp(long length, double start, double end) {
        /** The warm-up of a schedule that begins at its full rate. */
        public static final WarmUp NONE = new WarmUp(0, 0, 0);

        boolean covers(long t) {
            return t < length;
        }

        double rate(long t) {
            return start + (end - start) * t / length;
        }
    }

    /** The same rate for ever after the warm-up. */
    static Schedule constant(double base, WarmUp warmUp) {
        return t -> warmUp.covers(t) ? warmUp.rate(t) : base;
    }

    /**
     * PLSC's Poly (power 2) and arcface_torch's polynomial (power 1): base · (1 − (t − w) / (total − w))^power after w
     * of warm-up. As in PLSC it is not cut off beyond the total.
     */
    static Schedule polynomial(double base, long total, double power, WarmUp warmUp) {
        return t -> {
            if (warmUp.covers(t)) {
                return warmUp.rate(t);
            }
            double done = (double) (t - warmUp.length()) / (total - warmUp.length());
            return base * Math.pow(1 - done, power);
        };
    }

    /** values[i] while t is below boundaries[i], the last value after; one value more than boundaries. */
    static Schedule steps(List<Long> boundaries, List<Double> values, WarmUp warmUp) {
        return t -> {
            if (warmUp.covers(t)) {
                return warmUp.rate(t);
            }
            int i = 0;
            while (i < boundaries.size() && t >= boundaries.get(i)) {
                i++;
            }
            return values.get(i);
        };
    }

    /**
     * PLSC's TimmCosine. It lags one step behind, so the first rate is used twice, and the cosine starts again at each
     * multiple of the total.
     *
     * @param prefix whether the cosine begins after the warm-up and ends with the total; otherwise it runs from the first
     *     step, and the rate jumps when the warm-up ends
     */
    static Schedule timmCosine(double base, double floor, long total, WarmUp warmUp, boolean prefix) {
        long shift = prefix ? warmUp.length() : 0;
        return i -> {
            long t = Math.max(i - 1, 0);
            if (warmUp.covers(t)) {
                return warmUp.rate(t);
            }
            double phase = (double) ((t - shift) % total) / (total - shift);
            return floor + (base - floor) * (1 + Math.cos(Math.PI * phase)) / 2;
        };
    }

    /** PLSC's ViTLRScheduler, cosine: half a wave from base to 0, multiplied by a linear warm-up. */
    static Schedule vitCosine(double base, long total, long warmUp) {
        return t -> ramp(t, warmUp) * base / 2 * (1 + Math.cos(Math.PI * progress(t, total, warmUp)));
    }

    /** PLSC's ViTLRScheduler, linear: a straight line from base to end, multiplied by a linear warm-up. */
    static Schedule vitLinear(double base, double end, long total, long warmUp) {
        return t -> ramp(t, warmUp) * (end + (base - end) * (1 - progress(t, total, warmUp)));
    }

    private static double progress(long t, long total, long warmUp) {
        return Math.min(Math.max((double) (t - warmUp) / (total - warmUp), 0), 1);
    }

    private static double ramp(long t, long warmUp) {
        return warmUp == 0 ? 1 : Math.min(1, (double) t / warmUp);
    }
}
