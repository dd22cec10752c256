package org.idem.verify;

/** What may be the reason that a model is wrong about a pair. */
public enum PairCause {
    /** Both pictures are the same one, though they are said to show two persons. */
    SAME_PICTURE("the same picture: likely a wrong label"),
    /** One picture is the other one's mirror image. */
    MIRRORED("one is the other mirrored"),
    /** Every other model that judged the pair is wrong about it as well. */
    LABEL_DOUBTED("all models disagree with the label: likely a wrong label"),
    /** A picture is much less sharp than the set's are. */
    BLURRED("blurred"),
    /** A picture is much darker than the set's are. */
    DARK("dark"),
    /** A picture is much brighter than the set's are. */
    BRIGHT("bright"),
    /** A picture has much less contrast than the set's have. */
    FLAT("little contrast"),
    /** A picture's border is one colour over a good part of it: cropped or aligned badly. */
    CROPPED("part of the picture is empty"),
    /** Nothing is unusual about the pictures. */
    UNKNOWN("nothing unusual about the pictures");

    private final String words;

    PairCause(String words) {
        this.words = words;
    }

    /** What a user reads. */
    public String words() {
        return words;
    }
}
