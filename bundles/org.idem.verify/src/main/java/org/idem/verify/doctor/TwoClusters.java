package org.idem.verify.doctor;

import java.util.Arrays;

/**
 * The images of an identity divided into the two groups that are most unlike each other (spherical 2-means, begun with the
 * images that lie farthest apart; the same images always give the same groups).
 *
 * @param second whether each image is in the second group, which is the smaller one, or as large
 * @param cosine of the two groups' centroids
 */
record TwoClusters(boolean[] second, double cosine) {
    private static final int MOST_ROUNDS = 12;

    /** How many images are in the second group. */
    int smaller() {
        int count = 0;
        for (boolean one : second) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /**
     * Divides.
     *
     * @param rows [count, dim], each of length one
     * @param count at least 2
     */
    static TwoClusters of(float[] rows, int count, int dim) {
        double[] all = new double[dim];
        for (int i = 0; i < count; i++) {
            Vectors.add(all, rows, i * dim);
        }
        int first = farthest(rows, count, dim, Vectors.unit(all), 0);
        int other = farthest(rows, count, dim, rows, first * dim);
        float[][] centers = {
            Arrays.copyOfRange(rows, first * dim, (first + 1) * dim),
            Arrays.copyOfRange(rows, other * dim, (other + 1) * dim)
        };
        boolean[] second = new boolean[count];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean changed = assign(rows, centers, second, dim);
            if (!changed && round > 0) {
                break;
            }
            centers = centers(rows, second, dim);
        }
        return ordered(second, Vectors.dot(centers[0], 0, centers[1], 0, dim));
    }

    private static int farthest(float[] rows, int count, int dim, float[] from, int at) {
        int farthest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double cosine = Vectors.dot(rows, i * dim, from, at, dim);
            if (cosine < least) {
                least = cosine;
                farthest = i;
            }
        }
        return farthest;
    }

    private static boolean assign(float[] rows, float[][] centers, boolean[] second, int dim) {
        boolean changed = false;
        for (int i = 0; i < second.length; i++) {
            boolean now =
                    Vectors.dot(rows, i * dim, centers[1], 0, dim) > Vectors.dot(rows, i * dim, centers[0], 0, dim);
            changed |= now != second[i];
            second[i] = now;
        }
        return changed;
    }

    private static float[][] centers(float[] rows, boolean[] second, int dim) {
        double[][] sums = new double[2][dim];
        for (int i = 0; i < second.length; i++) {
            Vectors.add(sums[second[i] ? 1 : 0], rows, i * dim);
        }
        return new float[][] {Vectors.unit(sums[0]), Vectors.unit(sums[1])};
    }

    private static TwoClusters ordered(boolean[] second, double cosine) {
        TwoClusters clusters = new TwoClusters(second, cosine);
        if (2 * clusters.smaller() <= second.length) {
            return clusters;
        }
        boolean[] exchanged = new boolean[second.length];
        for (int i = 0; i < second.length; i++) {
            exchanged[i] = !second[i];
        }
        return new TwoClusters(exchanged, cosine);
    }
}
