package org.idem.ui.data.doctor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.idem.data.review.Verdict;

/** The keys of a review: a letter for each verdict, N for the next undecided finding. */
final class ReviewKeys {
    private ReviewKeys() {}

    /** The verdict that a key stands for, or null. */
    static Verdict verdict(Event event) {
        if ((event.stateMask & SWT.MODIFIER_MASK) != 0) {
            return null;
        }
        return switch (event.keyCode) {
            case 'a' -> Verdict.ACCEPT;
            case 'r' -> Verdict.REJECT;
            case 's', 'm' -> Verdict.SAME;
            case 'd' -> Verdict.DIFFERENT;
            default -> null;
        };
    }

    static boolean isNext(Event event) {
        return (event.stateMask & SWT.MODIFIER_MASK) == 0 && event.keyCode == 'n';
    }
}
