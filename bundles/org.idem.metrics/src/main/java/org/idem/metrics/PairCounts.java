package org.idem.metrics;

import org.idem.core.Units;

/**
 * How many pairs a verification rests on.
 *
 * @param pairs pairs that were compared
 * @param genuine those of one person; 0 when the kinds were not counted
 * @param impostors those of two persons; 0 when the kinds were not counted
 * @param skipped pairs of the set that were left out because an image of them is damaged
 */
public record PairCounts(int pairs, int genuine, int impostors, int skipped) {

    /** Pairs of which only the number is known. */
    public static PairCounts uncounted(int pairs) {
        return new PairCounts(pairs, 0, 0, 0);
    }

    /**
     * Counts genuine and impostor pairs.
     *
     * @param same whether each compared pair shows one person
     */
    public static PairCounts of(boolean[] same, int skipped) {
        int genuine = 0;
        for (boolean one : same) {
            genuine += one ? 1 : 0;
        }
        return new PairCounts(same.length, genuine, same.length - genuine, skipped);
    }

    /** What follows the number of pairs in a sentence: {@code , 3 damaged ones left out}; empty when none was. */
    public String leftOut() {
        return skipped == 0 ? "" : ", " + Units.count(skipped) + " damaged ones left out";
    }

    /** Whether it is known how many pairs are of each kind. */
    public boolean isByKind() {
        return genuine > 0 || impostors > 0;
    }
}
