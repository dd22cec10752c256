package org.idem.metrics;

/**
 * How often all pairs of a kind count together when units are drawn. Pairs are kept by their first unit, so that a sum over
 * many million of them asks for one number a pair. Immutable.
 *
 * @param within [units] how many pairs have both faces in a unit; where pairs are drawn, 1 for each of the kind
 * @param starts [units + 1] where in {@code seconds} the pairs of a first unit begin
 * @param seconds second units of pairs of two units, by their first
 */
record PairWeights(int[] within, int[] starts, int[] seconds) {

    /**
     * The pairs of one kind.
     *
     * @param same whether each pair is of one person
     * @param kind which of them are meant
     */
    static PairWeights of(PairUnits units, boolean[] same, boolean kind) {
        int[] within = new int[units.units()];
        int[] starts = new int[units.units() + 1];
        int[] first = units.first();
        for (int pair = 0; pair < same.length; pair++) {
            if (same[pair] == kind && first.length == 0) {
                within[pair]++;
            } else if (same[pair] == kind && first[pair] == units.second()[pair]) {
                within[first[pair]]++;
            } else if (same[pair] == kind) {
                starts[first[pair] + 1]++;
            }
        }
        for (int unit = 1; unit < starts.length; unit++) {
            starts[unit] += starts[unit - 1];
        }
        return new PairWeights(within, starts, seconds(units, same, kind, starts));
    }

    private static int[] seconds(PairUnits units, boolean[] same, boolean kind, int... starts) {
        int[] places = starts.clone();
        int[] seconds = new int[starts[starts.length - 1]];
        int[] first = units.first();
        for (int pair = 0; pair < first.length; pair++) {
            int second = units.second()[pair];
            if (same[pair] == kind && first[pair] != second) {
                seconds[places[first[pair]]++] = second;
            }
        }
        return seconds;
    }

    /** The sum of all weights when each unit was drawn so often. */
    long total(int[] counts) {
        long total = 0;
        for (int unit = 0; unit < within.length; unit++) {
            int count = counts[unit];
            if (count > 0) {
                total += (long) count * within[unit];
                total += count * others(counts, starts[unit], starts[unit + 1]);
            }
        }
        return total;
    }

    private long others(int[] counts, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[seconds[i]];
        }
        return sum;
    }
}
