package org.idem.watch;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import org.idem.config.DivergenceConfig.Flat;

/**
 * A loss that does not move though the network is being pushed, at the level of a guess: the trend of the windows'
 * medians is a small share of it, twice its standard error included, so that noise alone never makes a descent look flat.
 * A sound loss rests too, at the end of a schedule or before a drop of the rate, but below the logarithm of the number of
 * classes, which is what a network loses that cannot tell them apart; a margin only adds to it. It says so once, and
 * again only after the loss has moved for certain.
 */
final class PlateauDetector implements WindowedRule.Detector {
    /** Below this share of the peak, as in a warm-up or at the end, a loss may rest. */
    private static final double PUSHED = 0.1;

    private final Flat limits;
    private final double guess;
    private final ArrayDeque<Window> last = new ArrayDeque<>();
    private boolean told;

    /**
     * A rule that has seen nothing yet.
     *
     * @param classes that a sample is told apart from, at least 2
     */
    PlateauDetector(Flat limits, double classes) {
        this.limits = limits;
        this.guess = Math.log(classes);
    }

    @Override
    public Optional<String> add(Window window) {
        last.add(window);
        if (last.size() > limits.windows()) {
            last.remove();
        }
        if (last.size() < limits.windows() || last.stream().anyMatch(PlateauDetector::atRest)) {
            return Optional.empty();
        }
        Series losses = new Series(last.stream().mapToDouble(Window::loss).toArray());
        double level = losses.median();
        double limit = limits.trend() * level;
        double change = Math.abs(losses.trend());
        double doubt = 2 * losses.trendError();
        boolean low = level <= limits.share() * guess;
        boolean tell = !low && !told && change + doubt <= limit;
        told = !low && change - doubt <= limit && (told || tell);
        return tell ? Optional.of(describe(losses, level)) : Optional.empty();
    }

    private static boolean atRest(Window window) {
        return window.push() < PUSHED || !Double.isFinite(window.loss());
    }

    private String describe(Series losses, double level) {
        return String.format(
                Locale.ROOT,
                "the loss is flat at %.3f: a change of %+.2f %% over %d windows, where a guess has %.3f",
                level,
                100 * losses.trend() / level,
                limits.windows(),
                guess);
    }
}
