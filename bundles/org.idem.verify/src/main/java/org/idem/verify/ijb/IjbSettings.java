package org.idem.verify.ijb;

/**
 * How faces become templates. The published rule is all three.
 *
 * @param flip whether the mirror image's embedding is added; else it is not looked at
 * @param norm whether faces keep the lengths of their embeddings, so that longer ones count more; else each is brought to
 *     length one first
 * @param detectorScore whether a face counts as much as the detector was sure of it
 */
public record IjbSettings(boolean flip, boolean norm, boolean detectorScore) {
    /** What PLSC and arcface_torch publish. */
    public static final IjbSettings PUBLISHED = new IjbSettings(true, true, true);

    /** The name that papers use, such as {@code N1D1F1}. */
    public String label() {
        return "N" + (norm ? 1 : 0) + "D" + (detectorScore ? 1 : 0) + "F" + (flip ? 1 : 0);
    }
}
