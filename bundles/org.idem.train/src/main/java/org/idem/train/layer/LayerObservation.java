package org.idem.train.layer;

import java.util.Arrays;

/**
 * What the layer saw of the embeddings of a step: of all ranks that share the class centers, of one where each has all.
 *
 * @param norms length of each embedding before it is normalized
 * @param positives cosine of each with the center of its own class
 * @param negatives cosines with some centers of other classes of this rank
 * @param violations embeddings whose own class, margin included, is less likely than all others together
 */
public record LayerObservation(float[] norms, float[] positives, float[] negatives, int violations) {

    /** Both together. */
    LayerObservation and(LayerObservation other) {
        return new LayerObservation(
                joined(norms, other.norms),
                joined(positives, other.positives),
                joined(negatives, other.negatives),
                violations + other.violations);
    }

    private static float[] joined(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Share of the embeddings that the margin is violated for, in [0, 1]; NaN without embeddings. */
    public double violatedShare() {
        return positives.length == 0 ? Double.NaN : (double) violations / positives.length;
    }

    /** The mean of values; NaN for none. */
    public static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
