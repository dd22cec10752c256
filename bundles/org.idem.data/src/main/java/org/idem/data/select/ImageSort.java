package org.idem.data.select;

/** The order in which images are shown. */
public enum ImageSort {
    /** As they lie in the set. */
    SET("Set order"),
    /** By identity, within one as they lie in the set. */
    IDENTITY("Identity"),
    /** The largest file first. */
    BYTES("Largest file"),
    /** The smallest picture first, by its number of pixels. */
    PIXELS("Fewest pixels");

    private final String words;

    ImageSort(String words) {
        this.words = words;
    }

    /** What a user reads. */
    public String words() {
        return words;
    }
}
