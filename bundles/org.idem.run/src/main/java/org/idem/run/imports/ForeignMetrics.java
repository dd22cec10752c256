package org.idem.run.imports;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.MetricLog;

/** Values that were read from somebody else's log, in any order. Not thread-safe. */
final class ForeignMetrics {
    private static final int MOST_TAGS = 10_000;
    private static final int MOST_POINTS = 50_000_000;
    private static final int LONGEST_TAG = 300;
    private static final long MOST_STEPS = 1L << 53;
    private static final double LATEST = 253_402_300_800.0;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private long[] steps = new long[256];
    private double[] wall = new double[256];
    private double[] values = new double[256];
    private int[] tags = new int[256];
    private int points;
    private long skipped;
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;
    private long lastStep;

    /** Takes a value; one whose name, step or time cannot be is counted and left out. {@code seconds} may be NaN. */
    void add(String tag, long step, double seconds, double value) {
        String name = tag.strip();
        boolean known = numbers.containsKey(name);
        if (name.isEmpty()
                || name.length() > LONGEST_TAG
                || step < 0
                || step > MOST_STEPS
                || !known && numbers.size() >= MOST_TAGS) {
            skipped++;
            return;
        }
        if (points >= MOST_POINTS) {
            throw new InputException(Problem.error(
                    null, "", "There are more than " + MOST_POINTS + " values", "import fewer files at a time"));
        }
        grow();
        tags[points] = numbers.computeIfAbsent(name, one -> numbers.size());
        steps[points] = step;
        boolean told = seconds > 0 && seconds < LATEST;
        wall[points] = told ? seconds : Double.NaN;
        values[points++] = value;
        lastStep = Math.max(lastStep, step);
        if (told) {
            first = Math.min(first, seconds);
            last = Math.max(last, seconds);
        }
    }

    private void grow() {
        if (points == steps.length) {
            int larger = points + (points >> 1);
            steps = Arrays.copyOf(steps, larger);
            wall = Arrays.copyOf(wall, larger);
            values = Arrays.copyOf(values, larger);
            tags = Arrays.copyOf(tags, larger);
        }
    }

    void skip() {
        skipped++;
    }

    long skipped() {
        return skipped;
    }

    int points() {
        return points;
    }

    int tags() {
        return numbers.size();
    }

    long lastStep() {
        return lastStep;
    }

    /** Seconds since 1970 of the first value; {@code otherwise} where no value has a time. */
    double begin(double otherwise) {
        return first <= last ? first : otherwise;
    }

    double end(double otherwise) {
        return first <= last ? last : otherwise;
    }

    /** Writes all values in the order of their steps; values of one step and moment are one row. */
    void write(MetricLog.Writer writer, double timeOfNone) {
        String[] names = numbers.keySet().toArray(String[]::new);
        Integer[] order = new Integer[points];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingLong(i -> steps[i]).thenComparingDouble(i -> wall[i]));
        Map<String, Double> row = new HashMap<>();
        long step = -1;
        double time = timeOfNone;
        for (int i : order) {
            String name = names[tags[i]];
            double its = Double.isNaN(wall[i]) ? time : wall[i];
            if (!row.isEmpty() && (steps[i] != step || its != time || row.containsKey(name))) {
                writer.add(step, time, row);
                row.clear();
            }
            step = steps[i];
            time = its;
            row.put(name, values[i]);
        }
        if (!row.isEmpty()) {
            writer.add(step, time, row);
        }
    }
}
