package org.idem.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The metrics of a run in memory, brought up to date by reading only what was added since the last {@link #poll}.
 * Thread-safe.
 */
public final class MetricHistory {
    private final MetricLog log;
    private final Predicate<String> wanted;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Spread>> spreads = new LinkedHashMap<>();
    private final NavigableSet<Long> resumptions = new TreeSet<>();
    private long offset;
    private long revision;

    /** The history of all metrics. */
    public MetricHistory(MetricLog log) {
        this(log, tag -> true);
    }

    /** The history of the metrics whose tags are wanted. */
    public MetricHistory(MetricLog log, Predicate<String> wanted) {
        this.log = log;
        this.wanted = wanted;
    }

    /** Reads what is new; returns whether anything was. */
    public boolean poll() {
        return poll(Long.MAX_VALUE);
    }

    /** The same as if the log ended at an offset that {@link MetricSink#readUpTo} was told; nothing is taken back. */
    public synchronized boolean poll(long until) {
        long before = offset;
        offset = log.readFrom(offset, until, new Appender());
        if (offset != before) {
            revision++;
        }
        return offset != before;
    }

    /** Where in the log the last poll ended: what is added later begins there. */
    public synchronized long offset() {
        return offset;
    }

    /** Grows whenever {@link #poll} found something. */
    public synchronized long revision() {
        return revision;
    }

    /** Tags seen so far, in the order of first use. */
    public synchronized Set<String> tags() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(columns.keySet()));
    }

    /** A copy of one metric as of the last poll; empty if the tag was never seen. */
    public synchronized MetricSeries series(String tag) {
        Column column = columns.get(tag);
        return column == null ? new MetricSeries(tag, new long[0], new double[0], new double[0]) : column.snapshot(tag);
    }

    /** Tags under which histograms were seen so far, in the order of first use. */
    public synchronized Set<String> histogramTags() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(spreads.keySet()));
    }

    /** The histograms of one metric as of the last poll; none if the tag was never seen. */
    public synchronized HistogramSeries histograms(String tag) {
        NavigableMap<Long, Spread> all = spreads.getOrDefault(tag, Collections.emptyNavigableMap());
        return new HistogramSeries(
                tag,
                all.keySet().stream().mapToLong(Long::longValue).toArray(),
                all.values().stream().mapToDouble(Spread::wall).toArray(),
                all.values().stream().map(Spread::histogram).toList());
    }

    private record Spread(double wall, ValueHistogram histogram) {}

    /** After which steps a training went on again, ascending; those that a later one began before are left out. */
    public synchronized List<Long> resumptions() {
        return List.copyOf(resumptions);
    }

    private final class Appender implements MetricSink {
        @Override
        public void value(String tag, long step, double wallSeconds, double value) {
            Column column = columns.get(tag);
            if (column == null) {
                if (!wanted.test(tag)) {
                    return;
                }
                column = new Column();
                columns.put(tag, column);
            }
            column.add(step, wallSeconds, value);
        }

        @Override
        public void histogram(String tag, long step, double wallSeconds, ValueHistogram histogram) {
            if (wanted.test(tag)) {
                spreads.computeIfAbsent(tag, one -> new TreeMap<>()).put(step, new Spread(wallSeconds, histogram));
            }
        }

        @Override
        public void superseded(long step) {
            spreads.values().forEach(all -> all.tailMap(step, false).clear());
            columns.values().forEach(column -> column.truncateAfter(step));
            resumptions.tailSet(step, false).clear();
            if (step > 0) {
                resumptions.add(step);
            }
        }
    }

    /** Growing arrays of one metric, kept in the order of steps. */
    private static final class Column {
        private long[] steps = new long[FIRST];
        private double[] wall = new double[FIRST];
        private double[] values = new double[FIRST];
        private static final int FIRST = 16;
        /** Later than by so many, values are sorted when they are asked for: a log may be in any order. */
        private static final int MOST_MOVED = 1024;

        private int size;
        private boolean isSorted = true;

        void add(long step, double seconds, double value) {
            if (size == steps.length) {
                int larger = size + (size >> 1);
                steps = Arrays.copyOf(steps, larger);
                wall = Arrays.copyOf(wall, larger);
                values = Arrays.copyOf(values, larger);
            }
            int at = size;
            int first = Math.max(0, size - MOST_MOVED);
            // A value that arrives late (an evaluation that ran beside the training) goes to its place.
            while (at > first && steps[at - 1] > step) {
                steps[at] = steps[at - 1];
                wall[at] = wall[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            isSorted = isSorted && (at == 0 || steps[at - 1] <= step);
            steps[at] = step;
            wall[at] = seconds;
            values[at] = value;
            size++;
        }

        private void sort() {
            if (isSorted) {
                return;
            }
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            long[] keys = steps;
            Arrays.sort(order, Comparator.comparingLong(i -> keys[i]));
            long[] sortedSteps = new long[size];
            double[] sortedWall = new double[size];
            double[] sortedValues = new double[size];
            for (int i = 0; i < size; i++) {
                sortedSteps[i] = steps[order[i]];
                sortedWall[i] = wall[order[i]];
                sortedValues[i] = values[order[i]];
            }
            steps = sortedSteps;
            wall = sortedWall;
            values = sortedValues;
            isSorted = true;
        }

        void truncateAfter(long step) {
            sort();
            while (size > 0 && steps[size - 1] > step) {
                size--;
            }
        }

        MetricSeries snapshot(String tag) {
            sort();
            return new MetricSeries(
                    tag, Arrays.copyOf(steps, size), Arrays.copyOf(wall, size), Arrays.copyOf(values, size));
        }
    }
}
