package org.idem.watch;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.idem.config.DivergenceConfig.Growing;

/**
 * A gradient whose norm is many times what it was: a window's median against the median of the windows before. It says so
 * once, and again only after the norm came down or became the usual one.
 */
final class GradientGrowthDetector implements WindowedRule.Detector {
    private final Growing limits;
    private final ArrayDeque<Double> before = new ArrayDeque<>();
    private boolean told;

    /** A detector that has seen nothing yet; it compares from half as many windows on as the limits name. */
    GradientGrowthDetector(Growing limits) {
        this.limits = limits;
    }

    @Override
    public Optional<String> add(Window window) {
        double norm = window.norm();
        if (!Double.isFinite(norm)) {
            return Optional.empty();
        }
        double usual = before.size() >= Math.max(1, limits.windows() / 2) ? median() : Double.POSITIVE_INFINITY;
        before.add(norm);
        if (before.size() > limits.windows()) {
            before.remove();
        }
        boolean grows = norm > limits.factor() * usual;
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
