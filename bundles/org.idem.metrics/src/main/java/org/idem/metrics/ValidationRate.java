package org.idem.metrics;

import java.util.Arrays;

/**
 * VAL@FAR as facenet and arcface_torch define it (F. Schroff, 2015): for each of contiguous folds, the squared distance at
 * which the other folds reach a false accept rate, linear between thresholds 0, 0.001 … 3.999, and what the fold accepts
 * below it.
 *
 * @param far rate asked for
 * @param rate mean over the folds of the share of genuine pairs that are accepted
 * @param std population deviation of it over the folds
 * @param meanFar mean over the folds of the false accept rate that was really met
 */
public record ValidationRate(double far, double rate, double std, double meanFar) {
    private static final int GRID = 4000;
    private static final double SPACING = 0.001;

    /**
     * The rate of squared distances between embeddings of length one.
     *
     * @param squaredDistances in [0, 4]
     * @param same whether each pair shows one person
     * @param folds at least 2
     * @param far in (0, 1)
     */
    public static ValidationRate of(double[] squaredDistances, boolean[] same, int folds, double far) {
        int pairs = squaredDistances.length;
        if (pairs != same.length || folds < 2 || pairs < folds) {
            throw new IllegalArgumentException(
                    folds + " folds of " + pairs + " distances with " + same.length + " labels");
        }
        double[] rates = new double[folds];
        double[] fars = new double[folds];
        for (int f = 0; f < folds; f++) {
            int start = KFold.begin(pairs, folds, f);
            int end = KFold.begin(pairs, folds, f + 1);
            double threshold = threshold(squaredDistances, same, start, end, far);
            rates[f] = accepted(squaredDistances, same, start, end, true, threshold);
            fars[f] = accepted(squaredDistances, same, start, end, false, threshold);
        }
        double mean = Arrays.stream(rates).average().orElseThrow();
        double variance =
                Arrays.stream(rates).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
        return new ValidationRate(
                far, mean, Math.sqrt(variance), Arrays.stream(fars).average().orElseThrow());
    }

    /** The distance at which all impostor pairs but those of [from, to) reach the rate; 0 if they never do. */
    private static double threshold(double[] distances, boolean[] same, int from, int to, double far) {
        int[] below = new int[GRID + 1];
        int impostors = 0;
        for (int i = 0; i < distances.length; i++) {
            if (!same[i] && (i < from || i >= to)) {
                below[firstAbove(distances[i])]++;
                impostors++;
            }
        }
        double before = 0;
        int accepted = 0;
        for (int t = 0; t < GRID && impostors > 0; t++) {
            accepted += below[t];
            double rate = (double) accepted / impostors;
            if (rate >= far) {
                return t == 0 ? 0 : SPACING * (t - 1 + (far - before) / (rate - before));
            }
            before = rate;
        }
        return 0;
    }

    /** The first threshold of the grid that is above a distance; {@link #GRID} if none is. */
    private static int firstAbove(double distance) {
        int t = (int) Math.max(0, Math.min(GRID, Math.floor(distance / SPACING) - 1));
        while (t < GRID && !(distance < t * SPACING)) {
            t++;
        }
        return t;
    }

    private static double accepted(
            double[] distances, boolean[] same, int from, int to, boolean kind, double threshold) {
        int of = 0;
        int yes = 0;
        for (int i = from; i < to; i++) {
            if (same[i] == kind) {
                of++;
                yes += distances[i] < threshold ? 1 : 0;
            }
        }
        return of == 0 ? 0 : (double) yes / of;
    }
}
