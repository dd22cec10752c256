package org.idem.watch;

import java.util.Locale;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * A learning rate that stands at 0, so that nothing is learned, or that rises in the last tenth of the training, where a
 * schedule should let the network settle. Each is said once.
 */
final class LearningRateRule implements Rule {
    private static final double LAST = 0.9;
    private static final double RISE = 1.05;

    private final int patience;
    private final long total;
    private int zeros;
    private double atLast = Double.NaN;
    private boolean toldRise;

    /**
     * A rule that has seen nothing yet.
     *
     * @param patience logged steps in a row that must have a rate of 0
     * @param total steps of the whole training, 0 where that is not known
     */
    LearningRateRule(int patience, long total) {
        this.patience = patience;
        this.total = total;
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        double rate = values.value(MetricTags.LEARNING_RATE);
        if (!Double.isFinite(rate)) {
            return Optional.empty();
        }
        zeros = Double.compare(rate, 0) == 0 ? zeros + 1 : 0;
        if (zeros == patience) {
            return Optional.of(new Finding(
                    values.step(),
                    Kind.LEARNING_RATE_ZERO,
                    "the learning rate is 0 for " + patience + " steps: nothing is learned any more; look at"
                            + " LRScheduler and at the number of epochs"));
        }
        return rise(values.step(), rate);
    }

    private Optional<Finding> rise(long step, double rate) {
        if (total <= 0 || step < LAST * total || toldRise) {
            return Optional.empty();
        }
        if (Double.isNaN(atLast)) {
            atLast = rate;
        }
        atLast = Math.min(atLast, rate);
        toldRise = rate > 0 && rate > RISE * atLast;
        return toldRise
                ? Optional.of(new Finding(
                        step,
                        Kind.LEARNING_RATE_RISES,
                        String.format(
                                Locale.ROOT,
                                "the learning rate rises at the end, from %.3g to %.3g: the network does not settle;"
                                        + " look at LRScheduler",
                                atLast,
                                rate)))
                : Optional.empty();
    }
}
