package org.idem.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How true accept rates vary when the persons of a set are drawn anew (B. Efron, 1979): in each resampling the threshold is
 * found again for the false accept rate, so that intervals hold what is uncertain about both. Deterministic by its seed.
 * Thread-safe.
 */
public final class TarBootstrap {
    /** Resamplings that tables of sets of some thousand pairs rest on. */
    public static final int USUAL_RESAMPLINGS = 1000;

    private static final int ALL_PAIRS = 1 << 20;
    /** Weights of a resampling move a threshold; by more than this factor of the rate they never do in a large set. */
    private static final double MARGIN = 2;

    private final boolean[] same;
    private final PairUnits units;
    private final double[] fars;
    private final int[] ascending;
    private final PairWeights genuineWeights;
    private final PairWeights impostorWeights;

    /**
     * A bootstrap over pairs.
     *
     * @param same [pairs] whether each shows one person
     * @param units what is drawn
     * @param fars false accept rates asked for, in (0, 1]
     */
    public TarBootstrap(boolean[] same, PairUnits units, double... fars) {
        this.same = same;
        this.units = units;
        this.fars = fars.clone();
        this.genuineWeights = PairWeights.of(units, same, true);
        this.impostorWeights = PairWeights.of(units, same, false);
        this.ascending = IntStream.range(0, fars.length)
                .boxed()
                .sorted((a, b) -> Double.compare(fars[a], fars[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The interval of the true accept rate at each false accept rate, by the percentiles of the resamplings; NaN where no
     * resampling has pairs of both kinds.
     *
     * @param scores [pairs]
     * @param resamplings at least 20
     */
    public ConfidenceInterval[] intervals(double[] scores, int resamplings, long seed) {
        return intervals(order(scores), resamplings, seed);
    }

    /**
     * As {@link #intervals(double[], int, long)}, of scores whose ROC is known already.
     *
     * @param roc of these scores
     */
    public ConfidenceInterval[] intervals(double[] scores, Roc roc, int resamplings, long seed) {
        return intervals(order(scores, roc), resamplings, seed);
    }

    private ConfidenceInterval[] intervals(ScoreOrder order, int resamplings, long seed) {
        double[][] tars = IntStream.range(0, resamplings)
                .parallel()
                .mapToObj(i -> tars(order, units.draw(random(seed, i))))
                .toArray(double[][]::new);
        return percentiles(tars);
    }

    /**
     * The interval of the difference between two models on the same pairs, second less first, at each false accept rate.
     *
     * @param first [pairs] scores of one model
     * @param second [pairs] scores of the other
     */
    public ConfidenceInterval[] differences(double[] first, double[] second, int resamplings, long seed) {
        ScoreOrder firstOrder = order(first);
        ScoreOrder secondOrder = order(second);
        double[][] tars = IntStream.range(0, resamplings)
                .parallel()
                .mapToObj(i -> {
                    int[] counts = units.draw(random(seed, i));
                    double[] a = tars(firstOrder, counts);
                    double[] b = tars(secondOrder, counts);
                    Arrays.setAll(b, k -> b[k] - a[k]);
                    return b;
                })
                .toArray(double[][]::new);
        return percentiles(tars);
    }

    /** The true accept rates of a resampling in which the units were drawn so often. */
    double[] resampled(double[] scores, int[] counts) {
        return tars(order(scores), counts);
    }

    private static SplittableRandom random(long seed, int resampling) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + resampling);
    }

    private ScoreOrder order(double[] scores) {
        return order(scores, scores.length <= ALL_PAIRS ? null : Roc.of(scores, same));
    }

    /** The pairs that may matter: of few all, of many those that pass a threshold well below that of the greatest rate. */
    private ScoreOrder order(double[] scores, Roc roc) {
        double greatest = fars[ascending[ascending.length - 1]];
        double least = scores.length <= ALL_PAIRS
                ? Double.NEGATIVE_INFINITY
                : roc.at(Math.min(1, MARGIN * greatest)).threshold();
        return ScoreOrder.of(scores, same, units, least);
    }

    private double[] tars(ScoreOrder order, int[] counts) {
        long genuine = genuineWeights.total(counts);
        long impostors = impostorWeights.total(counts);
        double[] tars = new double[fars.length];
        if (genuine == 0 || impostors == 0) {
            Arrays.fill(tars, Double.NaN);
            return tars;
        }
        read(order, counts, genuine, impostors, tars);
        return tars;
    }

    /** Walks down the scores; each rate is read where one step more would pass it. */
    private void read(ScoreOrder order, int[] counts, long genuine, long impostors, double[] tars) {
        PairUnits ordered = order.units();
        long accepted = 0;
        long errors = 0;
        long before = 0;
        int next = 0;
        for (int i = 0; i < order.size() && next < ascending.length; i++) {
            long weight = ordered.weight(i, counts);
            if (order.same()[i]) {
                accepted += weight;
            } else {
                errors += weight;
            }
            if (order.ends()[i]) {
                while (next < ascending.length && (double) errors / impostors > fars[ascending[next]]) {
                    tars[ascending[next++]] = (double) before / genuine;
                }
                before = accepted;
            }
        }
        while (next < ascending.length) {
            tars[ascending[next++]] = (double) before / genuine;
        }
    }

    private ConfidenceInterval[] percentiles(double[][] values) {
        return IntStream.range(0, fars.length)
                .mapToObj(k -> ConfidenceInterval.ofPercentiles(
                        Arrays.stream(values).mapToDouble(row -> row[k]).toArray()))
                .toArray(ConfidenceInterval[]::new);
    }
}
