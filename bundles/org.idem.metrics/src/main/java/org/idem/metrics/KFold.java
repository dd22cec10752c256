package org.idem.metrics;

import java.util.Arrays;

/**
 * LFW's accuracy: contiguous folds; each is judged at the threshold that is best for all others, the first best of the
 * grid 0, 0.01 … 3.99 of squared distances. A pair counts as one person when its distance is below the threshold.
 *
 * @param accuracy mean over the folds
 * @param std population deviation over the folds
 * @param foldThresholds squared distance chosen for each fold
 * @param foldAccuracies accuracy of each fold at that threshold
 */
public record KFold(double accuracy, double std, double[] foldThresholds, double[] foldAccuracies) {

    /** Folds of LFW's protocol. */
    public static final int USUAL_FOLDS = 10;

    private static final int GRID = 400;
    private static final double SPACING = 0.01;

    /**
     * The accuracy of squared distances between embeddings of length one.
     *
     * @param squaredDistances in [0, 4]
     * @param same whether each pair shows one person
     * @param folds at least 2; the first ones get one more pair when it does not divide the pairs
     */
    public static KFold of(double[] squaredDistances, boolean[] same, int folds) {
        int pairs = squaredDistances.length;
        if (pairs != same.length || folds < 2 || pairs < folds) {
            throw new IllegalArgumentException(
                    folds + " folds of " + pairs + " distances with " + same.length + " labels");
        }
        double[][] alike = new double[folds][];
        Arrays.fill(alike, squaredDistances);
        return ofFolds(alike, same);
    }

    /**
     * The accuracy of cosines over {@link #USUAL_FOLDS} folds, of fewer pairs over as many as there are pairs.
     *
     * @param cosines in [−1, 1]
     * @param same whether each pair shows one person
     */
    public static KFold ofCosines(double[] cosines, boolean[] same) {
        double[] distances =
                Arrays.stream(cosines).map(cosine -> 2 - 2 * cosine).toArray();
        return of(distances, same, Math.min(USUAL_FOLDS, distances.length));
    }

    /**
     * The accuracy where each fold has distances of its own, as when it has a projection of its own.
     *
     * @param squaredDistances [folds, n] of all pairs, as fold {@code f} measures them
     */
    static KFold ofFolds(double[][] squaredDistances, boolean[] same) {
        int folds = squaredDistances.length;
        double[] thresholds = new double[folds];
        double[] accuracies = new double[folds];
        int[] all = null;
        for (int f = 0; f < folds; f++) {
            if (f == 0 || squaredDistances[f] != squaredDistances[f - 1]) {
                all = correctAtEach(squaredDistances[f], same, 0, same.length);
            }
            int from = begin(same.length, folds, f);
            int to = begin(same.length, folds, f + 1);
            int[] own = correctAtEach(squaredDistances[f], same, from, to);
            int best = 0;
            for (int t = 1; t < GRID; t++) {
                if (all[t] - own[t] > all[best] - own[best]) {
                    best = t;
                }
            }
            thresholds[f] = best * SPACING;
            accuracies[f] = (double) own[best] / (to - from);
        }
        return of(thresholds, accuracies);
    }

    /** The first pair of a fold; the first folds have one more where they cannot all have equally many. */
    static int begin(int pairs, int folds, int fold) {
        return fold * (pairs / folds) + Math.min(fold, pairs % folds);
    }

    private static KFold of(double[] thresholds, double[] accuracies) {
        double mean = Arrays.stream(accuracies).average().orElseThrow();
        double variance = Arrays.stream(accuracies)
                .map(a -> (a - mean) * (a - mean))
                .average()
                .orElseThrow();
        return new KFold(mean, Math.sqrt(variance), thresholds, accuracies);
    }

    /**
     * The threshold of the accuracy: the mean of the folds' thresholds, as the cosine from which a pair counts as one
     * person (of embeddings of length one, squared distance d is cosine 1 − d / 2).
     */
    public double threshold() {
        return 1 - Arrays.stream(foldThresholds).average().orElseThrow() / 2;
    }

    /** How many pairs of [from, to) are judged right at each threshold: one pass and a running sum. */
    private static int[] correctAtEach(double[] distances, boolean[] same, int from, int to) {
        int[] change = new int[GRID + 1];
        int right = 0;
        for (int i = from; i < to; i++) {
            right += same[i] ? 0 : 1;
            change[firstThresholdAbove(distances[i])] += same[i] ? 1 : -1;
        }
        int[] correct = new int[GRID];
        for (int t = 0; t < GRID; t++) {
            right += change[t];
            correct[t] = right;
        }
        return correct;
    }

    private static int firstThresholdAbove(double distance) {
        int t = (int) Math.max(0, Math.min(GRID, Math.floor(distance / SPACING)));
        while (t > 0 && distance < (t - 1) * SPACING) {
            t--;
        }
        while (t < GRID && !(distance < t * SPACING)) {
            t++;
        }
        return t;
    }
}
