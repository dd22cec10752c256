package org.idem.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the extremes of a long series are, at growing block sizes, so that the exact least and greatest value of any
 * stretch is found in logarithmic time. Built in one pass; two integers for each sixteen values and a fifteenth of that
 * above. Immutable as long as the values are.
 */
final class MinMaxPyramid {
    private static final int SHIFT = 4;
    private static final int BLOCK = 1 << SHIFT;

    /** Indexes of the least and the greatest finite value of each block, -1 where there is none. */
    private record Level(int[] lowest, int[] highest) {
        int[] of(boolean low) {
            return low ? lowest : highest;
        }
    }

    private final double[] values;
    private final List<Level> levels = new ArrayList<>();

    MinMaxPyramid(double[] values) {
        this.values = values;
        int blocks = values.length;
        while (blocks > BLOCK && SHIFT * (levels.size() + 1) < Integer.SIZE - 1) {
            blocks = (blocks + BLOCK - 1) >> SHIFT;
            levels.add(level(blocks));
        }
    }

    private Level level(int blocks) {
        Level below = levels.isEmpty() ? null : levels.get(levels.size() - 1);
        int size = below == null ? values.length : below.lowest().length;
        Level level = new Level(new int[blocks], new int[blocks]);
        Arrays.fill(level.lowest(), -1);
        Arrays.fill(level.highest(), -1);
        for (int i = 0; i < size; i++) {
            int block = i >> SHIFT;
            int low = below == null ? i : below.lowest()[i];
            int high = below == null ? i : below.highest()[i];
            level.lowest()[block] = better(level.lowest()[block], low, true);
            level.highest()[block] = better(level.highest()[block], high, false);
        }
        return level;
    }

    /** The index of the first least finite value from {@code from} up to but not including {@code to}, or -1. */
    int lowest(int from, int to) {
        return extreme(from, to, true);
    }

    /** The index of the first greatest finite value from {@code from} up to but not including {@code to}, or -1. */
    int highest(int from, int to) {
        return extreme(from, to, false);
    }

    /** Values up to a block's edge one by one, then whole blocks, each as large as fits. */
    private int extreme(int from, int to, boolean low) {
        int best = -1;
        int at = from;
        while (at < to) {
            int level = 0;
            while (level < levels.size() && startsBlock(at, level + 1) && at + (1L << SHIFT * (level + 1)) <= to) {
                level++;
            }
            int candidate = level == 0 ? at : levels.get(level - 1).of(low)[at >> SHIFT * level];
            best = better(best, candidate, low);
            at += 1 << SHIFT * level;
        }
        return best;
    }

    private static boolean startsBlock(int at, int level) {
        return (at & (1 << SHIFT * level) - 1) == 0;
    }

    private int better(int best, int candidate, boolean low) {
        if (candidate < 0 || !Double.isFinite(values[candidate])) {
            return best;
        }
        boolean first = best < 0;
        return first || (low ? values[candidate] < values[best] : values[candidate] > values[best]) ? candidate : best;
    }
}
