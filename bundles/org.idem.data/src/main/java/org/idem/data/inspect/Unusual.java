package org.idem.data.inspect;

import java.util.Arrays;
import java.util.Optional;

/** What can be unusual about sound images. */
public enum Unusual {
    /** The same bytes as another image. */
    EXACT_DUPLICATE("exact-duplicate", true),
    /** The same picture as another image, encoded, scaled or lit another way. */
    NEAR_DUPLICATE("near-duplicate", true),
    /** An identity of one image: nothing to pull together. */
    SINGLE_IMAGE_IDENTITY("single-image-identity", false),
    /** An identity without an image: a class center that never sees a face. */
    LABEL_GAP("label-gap", false),
    /** Another size than most. */
    WRONG_SIZE("wrong-size", false),
    /** Without colour, where most have it. */
    GRAY("gray", false);

    private final String word;
    private final boolean excludes;

    Unusual(String word, boolean excludes) {
        this.word = word;
        this.excludes = excludes;
    }

    /** The kind that a finding's word is of; none for damage. */
    public static Optional<Unusual> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The word that reports and programs use. */
    public String word() {
        return word;
    }

    /** Whether an exclude list has these images. */
    boolean excludes() {
        return excludes;
    }
}
