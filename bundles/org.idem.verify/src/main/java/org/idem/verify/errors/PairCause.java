package org.idem.verify.errors;

/** What may have misled a model about a pair. */
public enum PairCause {
    /** Both faces are nearly the same picture, in a pair that is said to show two persons. */
    NEAR_DUPLICATE("near-duplicate"),
    /** One face is the mirror image of the other. */
    MIRRORED("mirrored"),
    /** One face is less sharp than nearly all of the set. */
    BLUR("blur"),
    /** One face is darker or lighter than nearly all of the set, or they differ more in it than nearly all pairs. */
    BRIGHTNESS("brightness");

    private final String word;

    PairCause(String word) {
        this.word = word;
    }

    /** The name that people and programs read. */
    public String word() {
        return word;
    }
}
