package org.idem.verify.errors;

/** What may have misled a model about a pair. */
public enum PairCause {
    /** Both faces are nearly the same picture, in a pair that is said to show two persons. */
    NEAR_DUPLICATE("near-duplicate", "nearly the same picture: likely a wrong label"),
    /** One face is the mirror image of the other. */
    MIRRORED("mirrored", "one is the other mirrored"),
    /** Every other model that judged the pair is wrong about it as well. */
    LABEL("label", "all models disagree with the label: likely a wrong label"),
    /** One face is less sharp than nearly all of the set. */
    BLUR("blur", "less sharp than the set's pictures are"),
    /** One face is darker or lighter than nearly all of the set, or they differ more in it than nearly all pairs. */
    BRIGHTNESS("brightness", "unusually dark or light, or lit apart"),
    /** Lines at a border of one picture are of one colour, over a good part of it: cropped or aligned badly. */
    CROP("crop", "a part of the picture is empty");

    private final String word;
    private final String words;

    PairCause(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** The name that people and programs read. */
    public String word() {
        return word;
    }

    /** What it means, for people. */
    public String words() {
        return words;
    }
}
