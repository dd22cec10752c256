package org.idem.train.record;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.idem.run.HistogramSeries;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.idem.run.RunDirectory;
import org.idem.run.TensorBoardWriter;
import org.idem.run.ValueHistogram;

/**
 * Writes scalars to the run's metric log and, the same, to TensorBoard's event file. What cannot be
 * written, say because the disk is full, is kept and tried again. Used on one thread at a time.
 */
public final class ScalarWriter implements TrainingListener, AutoCloseable {
    private final MetricLog.Writer metrics;
    private final TensorBoardWriter events;
    private final Clock clock;
    private final RetryQueue metricRows = new RetryQueue("Metrics", ScalarWriter::log);
    private final RetryQueue eventRows = new RetryQueue("TensorBoard's scalars", ScalarWriter::log);

    /**
     * Opens the metric log and an event file of its own for TensorBoard.
     *
     * @throws org.idem.core.InputException if another process trains the run
     */
    public ScalarWriter(RunDirectory run, Clock clock) {
        this.clock = clock;
        this.metrics = run.openMetrics();
        try {
            this.events = new TensorBoardWriter(run.path());
        } catch (RuntimeException e) {
            closeQuietly(metrics);
            throw e;
        }
    }

    private static void log(String message) {
        System.getLogger(ScalarWriter.class.getName()).log(System.Logger.Level.WARNING, message);
    }

    /** Sends warnings, such as that the disk is full, elsewhere from now on. */
    void warnTo(Consumer<String> warnings) {
        metricRows.warnTo(warnings);
        eventRows.warnTo(warnings);
    }

    /** A resumed training goes on after a step: what was logged beyond it does not count any more. */
    public void resumeAfter(long step) {
        double now = now();
        metricRows.write(() -> metrics.truncateAfter(step));
        eventRows.write(() -> events.resumedAt(step + 1, now));
    }

    /**
     * Writes all rows up to a step again, at other steps; of several that come to one step the last counts. Nothing is
     * done where the log ends with that step already.
     *
     * @param log of this run
     * @param end the new number of the last step
     * @param renumbered the new number of a step, from 1
     */
    void renumber(MetricLog log, long end, LongUnaryOperator renumbered) {
        MetricHistory history = new MetricHistory(log);
        history.poll();
        SortedMap<Long, Row> rows = new TreeMap<>();
        long last = 0;
        for (String tag : history.tags()) {
            MetricSeries series = history.series(tag);
            for (int i = 0; i < series.size(); i++) {
                long step = series.steps()[i];
                last = Math.max(last, step);
                double wall = series.wall()[i];
                rows.computeIfAbsent(renumbered.applyAsLong(step), key -> new Row(wall, new LinkedHashMap<>()))
                        .values()
                        .put(tag, series.values()[i]);
            }
        }
        if (last != end) {
            metrics.truncateAfter(0);
            rows.headMap(end + 1).forEach((step, row) -> metrics.add(step, row.wallSeconds(), row.values()));
            history.histogramTags().forEach(tag -> renumber(history.histograms(tag), end, renumbered));
        }
    }

    private void renumber(HistogramSeries series, long end, LongUnaryOperator renumbered) {
        for (int i = 0; i < series.size(); i++) {
            long step = renumbered.applyAsLong(series.steps()[i]);
            if (step <= end) {
                metrics.addHistogram(
                        step,
                        series.wall()[i],
                        series.tag(),
                        series.histograms().get(i));
            }
        }
    }

    private record Row(double wallSeconds, Map<String, Double> values) {}

    @Override
    public void onStep(StepReport report) {
        add(report.position().step(), report.scalars());
        addHistograms(report.position().step(), report.histograms());
    }

    private void addHistograms(long step, Map<String, ValueHistogram> histograms) {
        double now = now();
        histograms.forEach((tag, histogram) -> {
            metricRows.write(() -> metrics.addHistogram(step, now, tag, histogram));
            eventRows.write(() -> events.histogram(tag, step, now, histogram));
        });
    }

    @Override
    public void onRollback(Rollback rollback) {
        resumeAfter(rollback.to().step());
    }

    /** Writes scalars of a step by their tags. */
    void add(long step, Map<String, Double> values) {
        double now = now();
        metricRows.write(() -> metrics.add(step, now, values));
        values.forEach((tag, value) -> eventRows.write(() -> events.scalar(tag, step, now, value)));
    }

    private double now() {
        return clock.millis() / 1000.0;
    }

    /** Tries what could not be written a last time; what still cannot be is told, and does not fail the training. */
    @Override
    public void close() {
        metricRows.flush();
        eventRows.flush();
        closeQuietly(events);
        closeQuietly(metrics);
    }

    private static void closeQuietly(AutoCloseable file) {
        try {
            file.close();
        } catch (Exception e) {
            log(String.valueOf(e.getMessage()));
        }
    }
}
