package org.idem.data.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody decided about a {@link ReviewItem}. */
public enum Verdict {
    /** The finding is right. */
    ACCEPT,
    /** Nothing is wrong. */
    REJECT,
    /** All images are of one person. */
    SAME,
    /** The images are of different persons. */
    DIFFERENT;

    /** The word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of a word; none for any other text. */
    public static Optional<Verdict> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
