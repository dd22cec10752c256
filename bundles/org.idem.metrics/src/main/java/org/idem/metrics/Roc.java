package org.idem.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The full receiver operating characteristic: one point for each distinct score, and the point where nothing is
 * accepted. Equal scores form one point. O(n log n) time, 24 bytes for each distinct score.
 *
 * @param thresholds descending; a pair is accepted when its score is at least this; the first is +infinity
 * @param far false accept rate at each threshold, ascending from 0 to 1
 * @param tar true accept rate at each threshold, ascending from 0 to 1
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 */
public record Roc(double[] thresholds, double[] far, double[] tar, int genuine, int impostor) {
    private static final double[] FARS = {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

    /**
     * The ROC of similarity scores.
     *
     * @param scores higher is more alike; not NaN
     * @param same whether each pair shows one person
     * @throws IllegalArgumentException if a score is NaN, or one of the two kinds of pairs is missing
     */
    public static Roc of(double[] scores, boolean[] same) {
        double[][] parts = split(scores, same);
        double[] genuine = parts[0];
        double[] impostor = parts[1];
        if (genuine.length == 0 || impostor.length == 0) {
            throw new IllegalArgumentException("A ROC needs pairs of one person and pairs of two persons; there are "
                    + genuine.length + " and " + impostor.length);
        }
        return merge(ScoreSort.ascending(genuine), ScoreSort.ascending(impostor));
    }

    private static double[][] split(double[] scores, boolean[] same) {
        if (scores.length != same.length) {
            throw new IllegalArgumentException(scores.length + " scores, but " + same.length + " labels");
        }
        int ones = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("The score of pair " + i + " is not a number");
            }
            ones += same[i] ? 1 : 0;
        }
        double[] genuine = new double[ones];
        double[] impostor = new double[scores.length - ones];
        int g = 0;
        int m = 0;
        for (int i = 0; i < scores.length; i++) {
            // Adding zero makes one zero of the two that sorting tells apart.
            if (same[i]) {
                genuine[g++] = scores[i] + 0.0;
            } else {
                impostor[m++] = scores[i] + 0.0;
            }
        }
        return new double[][] {genuine, impostor};
    }

    private static Roc merge(double[] genuine, double[] impostor) {
        double[] thresholds = new double[genuine.length + impostor.length + 1];
        double[] far = new double[thresholds.length];
        double[] tar = new double[thresholds.length];
        thresholds[0] = Double.POSITIVE_INFINITY;
        int g = genuine.length;
        int m = impostor.length;
        int size = 1;
        while (g > 0 || m > 0) {
            double score = Math.max(g > 0 ? genuine[g - 1] : impostor[m - 1], m > 0 ? impostor[m - 1] : genuine[g - 1]);
            while (g > 0 && genuine[g - 1] == score) {
                g--;
            }
            while (m > 0 && impostor[m - 1] == score) {
                m--;
            }
            thresholds[size] = score;
            far[size] = (double) (impostor.length - m) / impostor.length;
            tar[size] = (double) (genuine.length - g) / genuine.length;
            size++;
        }
        return new Roc(first(thresholds, size), first(far, size), first(tar, size), genuine.length, impostor.length);
    }

    private static double[] first(double[] values, int count) {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /** Returns the number of points of the curve. */
    public int size() {
        return thresholds.length;
    }

    /** Area under the curve by trapezoids: the probability that a genuine pair scores higher than an impostor pair. */
    public double auc() {
        double area = 0;
        for (int i = 1; i < size(); i++) {
            area += (far[i] - far[i - 1]) * (tar[i] + tar[i - 1]) / 2;
        }
        return area;
    }

    /** Equal error rate: where the false accept rate crosses the false reject rate, linear between points. */
    public double eer() {
        int i = crossing();
        if (i == 0) {
            return far[0];
        }
        double before = far[i - 1] - (1 - tar[i - 1]);
        double after = far[i] - (1 - tar[i]);
        return far[i - 1] + (far[i] - far[i - 1]) * (-before / (after - before));
    }

    /** The highest score from which on no more genuine pairs are rejected than impostor pairs accepted, as rates. */
    public double eerThreshold() {
        return thresholds[crossing()];
    }

    private int crossing() {
        int i = 0;
        while (far[i] < 1 - tar[i]) {
            i++;
        }
        return i;
    }

    /** The honest reading: the greatest true accept rate whose false accept rate does not exceed {@code target}. */
    public TarAtFarRow at(double target) {
        return point(lastNotAbove(target), target);
    }

    /** As {@link #at}, without numbers where there are too few impostor pairs for the rate. */
    public TarAtFarRow measured(double target) {
        return at(target).with(impostor);
    }

    /** The honest reading at FAR 1e-1 … 1e-6; rows that the set cannot support have no numbers. */
    public List<TarAtFarRow> table() {
        return table(TarRule.CONSERVATIVE);
    }

    /** The reading of a rule at FAR 1e-1 … 1e-6; rows that the set cannot support have no numbers. */
    public List<TarAtFarRow> table(TarRule rule) {
        return Arrays.stream(FARS).mapToObj(far -> at(far, rule).with(impostor)).toList();
    }

    /** The reading of a rule at one false accept rate, whether or not the set supports it. */
    public TarAtFarRow at(double target, TarRule rule) {
        return rule == TarRule.NEAREST ? atNearest(target) : at(target);
    }

    /**
     * The published reading: the point whose false accept rate is nearest to {@code target}, among the points that
     * scikit-learn's {@code roc_curve} keeps (corners of the curve); ties go to the greater rates.
     */
    public TarAtFarRow atNearest(double target) {
        return point(nearest(target, true), target);
    }

    /** As {@link #atNearest}, among all points. */
    public TarAtFarRow atNearestOfAll(double target) {
        return point(nearest(target, false), target);
    }

    /** What a threshold does: exact for any number, not only those that are scores. O(log n). */
    public OperatingPoint accepting(double threshold) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (thresholds[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = Math.max(0, low - 1);
        return new OperatingPoint(
                threshold, count(far, at, impostor), impostor, genuine - count(tar, at, genuine), genuine);
    }

    private int lastNotAbove(double target) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (far[middle] <= target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }

    /** The last of the nearest points: the first kept point above the target and the last one not above it compete. */
    private int nearest(double target, boolean cornersOnly) {
        int below = lastNotAbove(target);
        int above = below + 1;
        while (cornersOnly && !isCorner(below)) {
            below--;
        }
        while (cornersOnly && above < size() && !isCorner(above)) {
            above++;
        }
        if (above >= size() || Math.abs(far[above] - target) > Math.abs(far[below] - target)) {
            return below;
        }
        int last = above;
        for (int i = above + 1; i < size() && far[i] == far[above]; i++) {
            last = cornersOnly && !isCorner(i) ? last : i;
        }
        return last;
    }

    /** First, last, or a second difference of the cumulated counts that is not zero. */
    private boolean isCorner(int i) {
        if (i <= 1 || i == size() - 1) {
            return true;
        }
        return count(far, i + 1, impostor) - 2 * count(far, i, impostor) + count(far, i - 1, impostor) != 0
                || count(tar, i + 1, genuine) - 2 * count(tar, i, genuine) + count(tar, i - 1, genuine) != 0;
    }

    private static long count(double[] rate, int i, int of) {
        return Math.round(rate[i] * of);
    }

    private TarAtFarRow point(int i, double target) {
        ConfidenceInterval interval =
                ConfidenceInterval.wilson(count(tar, i, genuine), genuine, ConfidenceInterval.USUAL);
        return new TarAtFarRow(
                target, tar[i], thresholds[i], interval.low(), interval.high(), count(far, i, impostor), impostor);
    }
}
