package org.idem.watch;

import java.util.Locale;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;

/**
 * A loss scale that came down to its floor while steps are left out: no update is made any more, and the loss stands still
 * without anything saying so. Where the log has no gradient norms the scale alone counts.
 */
final class LossScaleRule implements Rule {
    private static final double FLOOR = 1;

    private final int patience;
    private boolean wasAbove;
    private int low;
    private long since;

    /** @param patience logged steps in a row that must be so */
    LossScaleRule(int patience) {
        this.patience = patience;
    }

    @Override
    public Optional<Finding> observe(StepValues values) {
        double scale = values.value(MetricTags.LOSS_SCALE);
        if (Double.isNaN(scale)) {
            return Optional.empty();
        }
        wasAbove |= scale > FLOOR;
        boolean updates = Double.isFinite(values.value(MetricTags.GRADIENT_NORM));
        if (scale > FLOOR || updates) {
            low = 0;
            return Optional.empty();
        }
        since = low == 0 ? values.step() : since;
        low++;
        return wasAbove && low == patience
                ? Optional.of(new Finding(
                        values.step(),
                        Kind.LOSS_SCALE_AT_FLOOR,
                        String.format(
                                Locale.ROOT,
                                "the loss scale is at its floor since step %d: every update is skipped; lower the"
                                        + " learning rate",
                                since)))
                : Optional.empty();
    }
}
