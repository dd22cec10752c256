package org.idem.ui.run;

import java.util.Locale;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.ui.icons.Icons;

/** How an event is shown: words for what was noticed and what was done, and an icon that never stands alone. */
final class EventText {
    private EventText() {}

    /** What was noticed. */
    static String word(Kind kind) {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** What was done about it. */
    static String word(Handling handling) {
        return switch (handling) {
            case WARNED -> "Warned";
            case SKIPPED -> "Skipped step";
            case ROLLED_BACK -> "Rolled back";
            case STOPPED -> "Stopped";
            case FOUND -> "Found afterwards";
        };
    }

    /** The icon of what was done. */
    static Icons icon(Handling handling) {
        return switch (handling) {
            case WARNED, FOUND -> Icons.WARNING;
            case SKIPPED -> Icons.SKIPPED;
            case ROLLED_BACK -> Icons.ROLLBACK;
            case STOPPED -> Icons.FAILED;
        };
    }
}
