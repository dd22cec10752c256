package org.idem.ui.run;

import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.ui.icons.Icons;

/** How an event is shown: words for what was noticed and what was done, and an icon that never stands alone. */
final class EventText {
    private EventText() {}

    /** What was noticed. */
    static String word(Kind kind) {
        return switch (kind) {
            case LOSS_NOT_FINITE -> "Loss not finite";
            case GRADIENT_NOT_FINITE -> "Gradient not finite";
            case WEIGHT_NOT_FINITE -> "Weight not finite";
            case LOSS_SCALE_AT_FLOOR -> "Loss scale at floor";
            case LOSS_FLAT -> "Loss flat";
            case GRADIENT_GROWS -> "Gradient grows";
            case SAVE_FAILED -> "Save failed";
        };
    }

    /** What was done about it. */
    static String word(Handling handling) {
        return switch (handling) {
            case WARNED -> "Warned";
            case SKIPPED -> "Skipped step";
            case ROLLED_BACK -> "Rolled back";
            case STOPPED -> "Stopped";
        };
    }

    /** The icon of what was done. */
    static Icons icon(Handling handling) {
        return switch (handling) {
            case WARNED -> Icons.WARNING;
            case SKIPPED -> Icons.SKIPPED;
            case ROLLED_BACK -> Icons.ROLLBACK;
            case STOPPED -> Icons.FAILED;
        };
    }
}
