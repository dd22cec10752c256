package org.idem.train.layer;

import java.util.function.ToDoubleFunction;

/**
 * LVFace's loss of the later stages as its formula says, in double, over rows of plain numbers.
 *
 * @param m margin
 * @param scale of the logits
 * @param sampled classes that compete
 */
public record LVFaceReference(double m, double scale, int[] sampled) {
    private static final double STEP = 1e-5;

    /** Mean over the rows of log(1 + A + B). */
    public double loss(double[][] features, long[] labels, double[][] centers, double[][] expectations) {
        double total = 0;
        for (int row = 0; row < features.length; row++) {
            total += Math.log(1
                    + above(features[row], (int) labels[row], centers)
                    + above(features[row], (int) labels[row], expectations));
        }
        return total / features.length;
    }

    /** Σ e^(s cos j) over the negatives, over e^(s (cos y − m)). */
    private double above(double[] feature, int target, double[][] vectors) {
        double sum = 0;
        for (int other : sampled) {
            sum += other == target ? 0 : Math.exp(scale * cosine(feature, vectors[other]));
        }
        return sum / Math.exp(scale * (cosine(feature, vectors[target]) - m));
    }

    static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Slope of a loss along every number of some rows, by central differences; the rows end as they were. */
    public static float[] slopes(double[][] rows, ToDoubleFunction<double[][]> loss) {
        int dim = rows[0].length;
        float[] slopes = new float[rows.length * dim];
        for (int i = 0; i < slopes.length; i++) {
            double[] row = rows[i / dim];
            double at = row[i % dim];
            row[i % dim] = at + STEP;
            double up = loss.applyAsDouble(rows);
            row[i % dim] = at - STEP;
            slopes[i] = (float) ((up - loss.applyAsDouble(rows)) / (2 * STEP));
            row[i % dim] = at;
        }
        return slopes;
    }

    /** An expectation after an embedding, or the mean of several. */
    public static double[] moved(double[] expectation, double[] embedding) {
        double kept = 1 / (1 + Math.exp(-cosine(expectation, embedding)));
        double[] after = new double[expectation.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = kept * expectation[i] + (1 - kept) * embedding[i];
        }
        return after;
    }

    public static double[] unit(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        double[] unit = vector.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= length;
        }
        return unit;
    }

    /** Rows of [count, dim]. */
    public static double[][] rows(float[] values, int dim) {
        double[][] rows = new double[values.length / dim][dim];
        for (int i = 0; i < values.length; i++) {
            rows[i / dim][i % dim] = values[i];
        }
        return rows;
    }

    public static float[] flat(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }
}
