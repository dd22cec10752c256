package org.idem.run.query;

import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.idem.run.MetricSink;
import org.idem.run.MetricTags;

/**
 * All metrics of a run in figures, kept up to date by reading only what was added to the log. What a resumed trainer
 * supersedes cannot be taken out of an extreme: then the log is read once as a whole. Not thread-safe.
 */
final class MetricDigest {
    /** Figures of one metric while it grows. */
    static final class Growing {
        long step = Long.MIN_VALUE;
        double last = Double.NaN;
        double min = Double.NaN;
        double max = Double.NaN;
        int points;

        void add(long at, double value) {
            if (at >= step) {
                step = at;
                last = value;
            }
            if (!Double.isNaN(value)) {
                min = points == 0 || !(min <= value) ? value : min;
                max = points == 0 || !(max >= value) ? value : max;
            }
            points++;
        }
    }

    final Map<String, Growing> metrics = new LinkedHashMap<>();
    final CurveBins loss = new CurveBins();
    long offset;

    /** Reads what was added since the last call. */
    void follow(MetricLog log) {
        Added added = new Added();
        offset = log.readFrom(offset, added);
        if (added.superseded) {
            readAll(log);
        }
    }

    private void readAll(MetricLog log) {
        MetricHistory history = new MetricHistory(log);
        history.poll();
        metrics.clear();
        loss.clear();
        for (String tag : history.tags()) {
            MetricSeries series = history.series(tag);
            for (int i = 0; i < series.size(); i++) {
                add(tag, series.steps()[i], series.values()[i]);
            }
        }
        offset = history.offset();
    }

    private void add(String tag, long step, double value) {
        metrics.computeIfAbsent(tag, name -> new Growing()).add(step, value);
        if (tag.equals(MetricTags.LOSS) || tag.equalsIgnoreCase("loss")) {
            loss.add(step, value);
        }
    }

    /** The figures as of the last reading, by tag in the order of first use. */
    Map<String, MetricFigures> figures() {
        Map<String, MetricFigures> figures = new LinkedHashMap<>();
        metrics.forEach((tag, one) -> figures.put(tag, MetricFigures.of(tag, one.last, one.min, one.max, one.points)));
        return figures;
    }

    private final class Added implements MetricSink {
        private boolean superseded;

        @Override
        public void value(String tag, long step, double wallSeconds, double value) {
            add(tag, step, value);
        }

        @Override
        public void superseded(long step) {
            superseded |= metrics.values().stream().anyMatch(one -> one.step > step);
        }
    }
}
