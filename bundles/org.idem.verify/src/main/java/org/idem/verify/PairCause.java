package org.idem.verify;

/** What may be the reason that a model is wrong about a pair. */
public enum PairCause {
    /** Both pictures are the same one, though they are said to show two persons. */
    SAME_PICTURE("same picture", "the same picture: likely a wrong label"),
    /** One picture is the other one's mirror image. */
    MIRRORED("mirrored", "one is the other mirrored"),
    /** Every other model that judged the pair is wrong about it as well. */
    LABEL_DOUBTED("label doubted", "all models disagree with the label: likely a wrong label"),
    /** A picture is much less sharp than the set's are. */
    BLURRED("blurred", "blurred"),
    /** A picture is much darker than the set's are. */
    DARK("dark", "dark"),
    /** A picture is much brighter than the set's are. */
    BRIGHT("bright", "bright"),
    /** A picture has much less contrast than the set's have. */
    FLAT("flat", "little contrast"),
    /** A picture's border is one colour over a good part of it: cropped or aligned badly. */
    CROPPED("cropped", "part of the picture is empty"),
    /** Nothing is unusual about the pictures. */
    UNKNOWN("", "nothing unusual about the pictures");

    private final String word;
    private final String words;

    PairCause(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** For a column; empty for {@link #UNKNOWN}. */
    public String word() {
        return word;
    }

    /** What a user reads. */
    public String words() {
        return words;
    }
}
