package org.idem.metrics;

/**
 * A threshold of the similarity of two embeddings, in the measures that programs compare them by.
 *
 * @param cosine from which two faces are taken for one person, in [−1, 1]
 */
public record SimilarityThreshold(double cosine) {

    /** Squared Euclidean distance of embeddings of length one up to which two faces are one person, in [0, 4]. */
    public double squaredL2() {
        return 2 - 2 * cosine;
    }

    /** Angle between two embeddings in degrees up to which two faces are one person, in [0, 180]. */
    public double degrees() {
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
    }
}
