package org.idem.export;

/** Collects differences between embeddings that ought to be the same. Not a number counts as the worst there is. */
final class Comparison {
    private int images;
    private int compared;
    private double minCosine = 1;
    private double sumOfCosines;
    private double maxDifference;
    private double largest;
    private double[] sums = new double[0];
    private double[] squares = new double[0];

    /** Takes in how the embeddings of the trained network, [count, dim], lie. */
    void learn(float[] expected, int count) {
        int dim = expected.length / count;
        if (images == 0) {
            sums = new double[dim];
            squares = new double[dim];
        }
        images += count;
        for (int i = 0; i < expected.length; i++) {
            double value = expected[i];
            largest = Math.max(largest, Math.abs(value));
            sums[i % dim] += value;
            squares[i % dim] += value * value;
        }
    }

    /** Compares two times [count, dim]. */
    void add(float[] expected, float[] actual, int count) {
        if (actual.length != expected.length) {
            throw new IllegalStateException("Expected " + expected.length + " numbers, got " + actual.length);
        }
        int dim = expected.length / count;
        for (int i = 0; i < count; i++) {
            double cosine = cosine(expected, actual, i * dim, dim);
            minCosine = Double.isNaN(cosine) ? -1 : Math.min(minCosine, cosine);
            sumOfCosines += Double.isNaN(cosine) ? -1 : cosine;
            compared++;
        }
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]);
            maxDifference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(maxDifference, difference);
        }
    }

    private static double cosine(float[] a, float[] b, int from, int length) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = from; i < from + length; i++) {
            product += (double) a[i] * b[i];
            squareA += (double) a[i] * a[i];
            squareB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squareA * squareB);
    }

    /** Smallest cosine so far. */
    double minCosine() {
        return minCosine;
    }

    /** Mean cosine so far. */
    double meanCosine() {
        return sumOfCosines / compared;
    }

    ParityReport report(ParityLimits limits) {
        double variance = 0;
        for (int d = 0; d < sums.length; d++) {
            double mean = sums[d] / images;
            variance += Math.max(0, squares[d] / images - mean * mean) / sums.length;
        }
        return new ParityReport(images, minCosine, maxDifference, largest, Math.sqrt(variance), meanCosine(), limits);
    }
}
