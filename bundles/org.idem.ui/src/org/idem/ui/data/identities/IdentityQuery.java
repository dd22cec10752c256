package org.idem.ui.data.identities;

import java.util.List;
import org.idem.data.select.NumberRange;

/**
 * Which identities are shown, and in which order.
 *
 * @param labels of the identities
 * @param counts of their images
 * @param flag what else is known of them
 * @param sort by which column
 * @param descending whether the largest comes first
 */
record IdentityQuery(NumberRange labels, NumberRange counts, Flag flag, Column sort, boolean descending) {

    /** A reason beside their number for which identities are shown. */
    enum Flag {
        ANY("All"),
        SINGLE("Single image"),
        EMPTY("Without images"),
        FLAGGED("Flagged by check"),
        EXCLUDED("With excluded images");

        private final String words;

        Flag(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static List<String> allWords() {
            return List.of(values()).stream().map(Flag::words).toList();
        }
    }

    /** The columns, in their order. */
    enum Column {
        IDENTITY,
        IMAGES,
        FIRST,
        FLAGS
    }
}
