package org.idem.metrics;

import java.util.SplittableRandom;

/**
 * What a bootstrap draws with replacement. Pairs that share a person or a template are no independent draws: where it is
 * known of whom pairs are, persons or templates are drawn, and a pair counts as often as both its ends were drawn together.
 *
 * @param kind what is drawn
 * @param first [pairs] number of the first face's unit, from 0; empty where pairs themselves are drawn
 * @param second [pairs] number of the second face's unit; equal to the first where both are the same
 * @param units how many there are; of pairs, their number
 */
public record PairUnits(Kind kind, int[] first, int[] second, int units) {

    /** What the units are. */
    public enum Kind {
        /** Pairs, as nothing is known of who is in them: intervals come out too narrow. */
        PAIRS("pairs"),
        /** Persons. */
        IDENTITIES("identities"),
        /** Sets of images that stand for a person. */
        TEMPLATES("templates");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name that people and files use. */
        public String word() {
            return word;
        }
    }

    /** Checks the lengths. */
    public PairUnits {
        if (first.length != second.length || kind != Kind.PAIRS && units < 1) {
            throw new IllegalArgumentException(
                    first.length + " and " + second.length + " ends of pairs among " + units + " units");
        }
    }

    /** Pairs of which it is not known who is in them. */
    public static PairUnits ofPairs(int pairs) {
        return new PairUnits(Kind.PAIRS, new int[0], new int[0], pairs);
    }

    /** Returns how often each unit is drawn in one resampling, [units]. */
    int[] draw(SplittableRandom random) {
        int[] counts = new int[units];
        for (int i = 0; i < units; i++) {
            counts[random.nextInt(units)]++;
        }
        return counts;
    }

    /**
     * The units of some pairs.
     *
     * @param pairs their numbers, in any order
     */
    public PairUnits of(int[] pairs) {
        return first.length == 0
                ? new PairUnits(kind, pairs, pairs, units)
                : new PairUnits(kind, at(first, pairs), at(second, pairs), units);
    }

    private static int[] at(int[] values, int[] places) {
        int[] picked = new int[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }

    /** How often a pair counts when units are drawn so often. */
    long weight(int pair, int[] counts) {
        if (first.length == 0) {
            return counts[pair];
        }
        int a = first[pair];
        int b = second[pair];
        return a == b ? counts[a] : (long) counts[a] * counts[b];
    }
}
