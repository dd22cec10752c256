package org.idem.metrics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How the rate of errors at a fixed threshold varies when the persons of a set are drawn anew. Deterministic by its seed. */
public final class RateBootstrap {
    private RateBootstrap() {}

    /**
     * The interval of the share of pairs that are errors, by the percentiles of the resamplings; NaN without such pairs.
     * Where there is no error, or nothing else, drawing anew says nothing, and the interval is Wilson's.
     *
     * @param errors [n] whether each of the pairs is one
     * @param pairs [n] their numbers in {@code units}
     * @param units what is drawn
     * @param resamplings at least 20
     */
    public static ConfidenceInterval interval(
            boolean[] errors, int[] pairs, PairUnits units, int resamplings, long seed) {
        int count = 0;
        for (boolean error : errors) {
            count += error ? 1 : 0;
        }
        if (errors.length == 0) {
            return new ConfidenceInterval(Double.NaN, Double.NaN);
        }
        if (count == 0 || count == errors.length) {
            return ConfidenceInterval.wilson(count, errors.length, ConfidenceInterval.USUAL);
        }
        double[] rates = IntStream.range(0, resamplings)
                .parallel()
                .mapToDouble(i -> rate(errors, pairs, units, units.draw(new SplittableRandom(seed * 31 + i))))
                .toArray();
        return ConfidenceInterval.ofPercentiles(rates);
    }

    private static double rate(boolean[] errors, int[] pairs, PairUnits units, int[] counts) {
        long wrong = 0;
        long all = 0;
        for (int i = 0; i < errors.length; i++) {
            long weight = units.weight(pairs[i], counts);
            all += weight;
            wrong += errors[i] ? weight : 0;
        }
        return all == 0 ? Double.NaN : (double) wrong / all;
    }
}
