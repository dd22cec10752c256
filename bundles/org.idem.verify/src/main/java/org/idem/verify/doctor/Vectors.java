package org.idem.verify.doctor;

/** Arithmetic of embeddings. */
final class Vectors {
    private Vectors() {}

    static double dot(float[] a, int fromA, float[] b, int fromB, int dim) {
        double sum = 0;
        for (int i = 0; i < dim; i++) {
            sum += (double) a[fromA + i] * b[fromB + i];
        }
        return sum;
    }

    static void add(double[] sum, float[] row, int from) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[from + i];
        }
    }

    /** A sum brought to length one; all 0 where it has no direction. */
    static float[] unit(double[] sum) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        float[] unit = new float[sum.length];
        double length = Math.sqrt(squares);
        for (int i = 0; length > 0 && i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }

    /** Cosine of an embedding of length one and the sum of others with it, without it. */
    static double leftOut(double[] sum, float[] row, int from) {
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            double rest = sum[i] - row[from + i];
            dot += rest * row[from + i];
            squares += rest * rest;
        }
        return squares > 0 ? dot / Math.sqrt(squares) : 0;
    }
}
