package org.idem.ui.runs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.core.runtime.IAdaptable;
import org.idem.core.Units;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;
import org.idem.run.TrainingProgress;
import org.idem.run.query.MetricCurve;
import org.idem.run.query.RunRecord;

/**
 * One run as it was read at one moment. Adapts to its RunDirectory.
 *
 * @param record what its files say
 */
public record RunRow(RunRecord record) implements RunLine, IAdaptable {
    private static final String UNKNOWN = "";

    /** The run as its files say it now; config, labels and figures are left out. */
    public static RunRow of(RunDirectory run, Clock clock) {
        RunSummary summary = new RunSummary(run, run.status(), run.lastMetrics());
        RunRecord.Details details = new RunRecord.Details(
                Map.of(), "", Map.of(), MetricCurve.NONE, new CheckpointStore(run.checkpoints()).hasAny(), 0);
        return new RunRow(new RunRecord(summary, run.live(summary.status(), clock), RunLabels.NONE, details));
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class ? adapter.cast(run()) : null;
    }

    /** The run. */
    public RunDirectory run() {
        return record.run();
    }

    @Override
    public Object key() {
        return run();
    }

    /** What its files say in short. */
    public RunSummary summary() {
        return record.summary();
    }

    /** What it is now. */
    public LiveState live() {
        return record.live();
    }

    /** What people say of it. */
    public RunLabels labels() {
        return record.labels();
    }

    /** Whether there is something to resume, verify and export. */
    public boolean hasCheckpoint() {
        return record.details().saved();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunRow row && (row.record == record || row.record.equals(record));
    }

    @Override
    public int hashCode() {
        return run().hashCode();
    }

    /** What its trainer last said. */
    public RunStatus status() {
        return summary().status();
    }

    /** Whether a trainer could go on where this run was left. */
    public boolean isResumable() {
        return !live().isAlive() && live() != LiveState.DONE && hasCheckpoint();
    }

    /** {@code 1,200 / 4,000}. */
    public String steps() {
        TrainingProgress done = status().progress();
        return done.totalSteps() <= 0 ? UNKNOWN : Units.count(done.step()) + " / " + Units.count(done.totalSteps());
    }

    /** {@code 30 %} of the steps. */
    public String percent() {
        TrainingProgress done = status().progress();
        return done.totalSteps() <= 0 ? UNKNOWN : number(100 * done.fraction(), "%.0f %%");
    }

    /** The last training loss. */
    public String loss() {
        return number(summary().lastMetrics().get(MetricTags.LOSS), "%.3f");
    }

    /** The last verification accuracy in percent, of the first set that has one. */
    public String accuracy() {
        Double value = lastAccuracy();
        return value == null ? UNKNOWN : number(100 * value, "%.2f %%");
    }

    /** The same as a fraction of 1; null without one. */
    Double lastAccuracy() {
        return summary().lastMetrics().entrySet().stream()
                .filter(metric ->
                        metric.getKey().startsWith("eval/") && metric.getKey().endsWith("/accuracy"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Speed while the run goes on. */
    public String imagesPerSecond() {
        double rate = status().progress().imagesPerSecond();
        return Double.isFinite(rate) && rate > 0 ? Units.rate(rate) : UNKNOWN;
    }

    /** Time left while the run goes on. */
    public String timeLeft() {
        double seconds = status().progress().etaSeconds();
        boolean known = live().isAlive() && Double.isFinite(seconds) && seconds > 0;
        return known ? Units.duration(Duration.ofMillis((long) (1000 * seconds))) : UNKNOWN;
    }

    private static String number(Double value, String format) {
        return value == null ? UNKNOWN : String.format(java.util.Locale.ROOT, format, value);
    }
}
