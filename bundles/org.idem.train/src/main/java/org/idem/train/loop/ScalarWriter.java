package org.idem.train.loop;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.run.MetricLog;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.TensorBoardWriter;

/** Writes scalars to the run's metric log and, the same, to TensorBoard's event file. */
final class ScalarWriter implements AutoCloseable {
    private final MetricLog.Writer metrics;
    private final TensorBoardWriter events;
    private final Clock clock;

    ScalarWriter(RunDirectory run, Clock clock) {
        this.clock = clock;
        this.metrics = run.openMetrics();
        this.events = new TensorBoardWriter(run.path());
    }

    /** A resumed training goes on after a step: what was logged beyond it does not count any more. */
    void resumeAfter(long step) {
        metrics.truncateAfter(step);
        events.resumedAt(step + 1, now());
    }

    void step(StepReport report) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(MetricTags.LOSS, report.loss());
        values.put(MetricTags.LEARNING_RATE, report.rate());
        values.put(MetricTags.GRADIENT_NORM, report.gradientNorm());
        if (!Double.isNaN(report.lossScale())) {
            values.put(MetricTags.LOSS_SCALE, report.lossScale());
        }
        values.put(MetricTags.IMAGES_PER_SECOND, report.images() / report.seconds());
        values.put(MetricTags.DATA_WAIT, report.waited());
        add(report.position().step(), values);
    }

    void add(long step, Map<String, Double> values) {
        double now = now();
        metrics.add(step, now, values);
        values.forEach((tag, value) -> events.scalar(tag, step, now, value));
    }

    private double now() {
        return clock.millis() / 1000.0;
    }

    @Override
    public void close() {
        try {
            events.close();
        } finally {
            metrics.close();
        }
    }
}
