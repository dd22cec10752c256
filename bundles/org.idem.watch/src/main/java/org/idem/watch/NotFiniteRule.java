package org.idem.watch;

import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/** A loss that is no number: told where it begins, and again only after it was a number for long. */
final class NotFiniteRule implements Rule {
    private final int rest;
    private int finite = Integer.MAX_VALUE;

    /** @param rest steps with a number after which another loss without one is told again */
    NotFiniteRule(int rest) {
        this.rest = rest;
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        double loss = values.value(MetricTags.LOSS);
        if (Double.isFinite(loss)) {
            finite = Math.min(finite, Integer.MAX_VALUE - 1) + 1;
            return Optional.empty();
        }
        boolean tell = finite >= rest;
        finite = 0;
        return tell
                ? Optional.of(new Finding(
                        values.step(),
                        Kind.LOSS_NOT_FINITE,
                        "the loss is " + (Double.isNaN(loss) ? "NaN" : "infinite")
                                + ": every weight that it reaches becomes so too; lower the learning rate"))
                : Optional.empty();
    }
}
