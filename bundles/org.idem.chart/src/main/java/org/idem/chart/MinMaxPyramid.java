package org.idem.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The extremes of a long series at growing block sizes, so that the exact least and greatest value of any stretch is found in
 * logarithmic time. Only whole blocks are kept: what is added to a series changes none of them. Built in one pass; a byte and a
 * half for each value. Immutable as long as the values are.
 */
final class MinMaxPyramid {
    private static final int SHIFT = 4;
    private static final int BLOCK = 1 << SHIFT;

    /**
     * The whole blocks of a size. Arrays have one entry for the least and one for the greatest value.
     *
     * @param keys of each block the least value, and the greatest with its sign turned; infinite where no value is finite
     * @param places indexes of those values
     */
    private record Level(double[][] keys, int[][] places) {
        static Level of(int blocks) {
            return new Level(new double[2][blocks], new int[2][blocks]);
        }

        int blocks() {
            return keys[0].length;
        }
    }

    private final double[] values;
    private final List<Level> levels = new ArrayList<>();

    MinMaxPyramid(double[] values) {
        this.values = values;
        for (int blocks = values.length >> SHIFT; blocks > 0; blocks >>= SHIFT) {
            levels.add(level(blocks));
        }
    }

    private Level level(int blocks) {
        Level level = Level.of(blocks);
        Search search = new Search();
        int below = levels.size();
        for (int side = 0; side < 2; side++) {
            for (int block = 0; block < blocks; block++) {
                search.begin();
                search.scan(below, block << SHIFT, (block + 1) << SHIFT, side);
                level.keys()[side][block] = search.key;
                level.places()[side][block] = search.place;
            }
        }
        return level;
    }

    /** The index of the first least finite value from {@code from} up to but not including {@code to}, or -1. */
    int lowest(int from, int to) {
        return extreme(from, to, 0);
    }

    /** The index of the first greatest finite value from {@code from} up to but not including {@code to}, or -1. */
    int highest(int from, int to) {
        return extreme(from, to, 1);
    }

    /** Values up to a block's edge one by one, then whole blocks, each as large as fits. */
    private int extreme(int from, int to, int side) {
        Search search = new Search();
        int at = from;
        while (at < to) {
            int level = 0;
            while (level < levels.size() && startsBlock(at, level + 1) && at + (1L << SHIFT * (level + 1)) <= to) {
                level++;
            }
            int first = at >> SHIFT * level;
            int end = Math.min(to >> SHIFT * level, (first | BLOCK - 1) + 1);
            if (level > 0) {
                end = Math.min(end, levels.get(level - 1).blocks());
            }
            search.scan(level, first, end, side);
            at = end << SHIFT * level;
        }
        return search.place;
    }

    private static boolean startsBlock(int at, int level) {
        return (at & (1 << SHIFT * level) - 1) == 0;
    }

    /** The best of what was looked at so far. */
    private final class Search {
        private double key;
        private int place;

        Search() {
            begin();
        }

        void begin() {
            key = Double.POSITIVE_INFINITY;
            place = -1;
        }

        /** Looks at blocks of a level, or at values for level 0. Comparisons leave out NaN and positive infinity. */
        void scan(int level, int first, int end, int side) {
            if (level == 0) {
                for (int i = first; i < end; i++) {
                    double value = side == 0 ? values[i] : -values[i];
                    if (value < key && value != Double.NEGATIVE_INFINITY) {
                        key = value;
                        place = i;
                    }
                }
                return;
            }
            double[] keys = levels.get(level - 1).keys()[side];
            int[] places = levels.get(level - 1).places()[side];
            for (int i = first; i < end; i++) {
                if (keys[i] < key) {
                    key = keys[i];
                    place = places[i];
                }
            }
        }
    }
}
