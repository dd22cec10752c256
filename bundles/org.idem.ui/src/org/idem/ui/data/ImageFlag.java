package org.idem.ui.data;

/** A reason beside what they are for which images or pairs are shown. */
public enum ImageFlag {
    /** Whatever is known of them. */
    ANY("All"),
    /** Those that the last check of the set found something about. */
    FLAGGED("Flagged by check"),
    /** Those that the list beside the set leaves out. */
    EXCLUDED("Excluded"),
    /** Those that it does not. */
    INCLUDED("Not excluded"),
    /** Pairs of one person. */
    GENUINE("Genuine pairs"),
    /** Pairs of two persons. */
    IMPOSTOR("Impostor pairs");

    private final String words;

    ImageFlag(String words) {
        this.words = words;
    }

    /** What a user reads. */
    public String words() {
        return words;
    }
}
