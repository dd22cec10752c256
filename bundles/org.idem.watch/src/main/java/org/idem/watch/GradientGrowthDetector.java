package org.idem.watch;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;

/**
 * A gradient whose norm is many times what it was: a window's median against the median of the windows before. It says so
 * once, and again only after the norm came down or became the usual one.
 */
public final class GradientGrowthDetector {
    private final int windows;
    private final double factor;
    private final ArrayDeque<Double> before = new ArrayDeque<>();
    private boolean told;

    /**
     * A rule that has seen nothing yet.
     *
     * @param windows earlier ones to compare with, at least 2; from half as many on
     * @param factor how many times their median is too much
     */
    public GradientGrowthDetector(int windows, double factor) {
        this.windows = windows;
        this.factor = factor;
    }

    /** Takes a window; says what is wrong, if it just became so. */
    public Optional<String> add(Window window) {
        double norm = window.norm();
        if (!Double.isFinite(norm)) {
            return Optional.empty();
        }
        double usual = before.size() >= Math.max(1, windows / 2) ? median() : Double.POSITIVE_INFINITY;
        before.add(norm);
        if (before.size() > windows) {
            before.remove();
        }
        boolean grows = norm > factor * usual;
        boolean tell = grows && !told;
        told = grows;
        return tell
                ? Optional.of(String.format(
                        Locale.ROOT, "the gradient norm is %.3g, %.0f times what it was", norm, norm / usual))
                : Optional.empty();
    }

    private double median() {
        return new Series(before.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}
