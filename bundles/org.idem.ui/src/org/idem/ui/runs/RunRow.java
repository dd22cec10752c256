package org.idem.ui.runs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.core.runtime.IAdaptable;
import org.idem.core.Units;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;
import org.idem.run.TrainingProgress;

/**
 * One run as it was read at one moment. Adapts to its RunDirectory.
 *
 * @param summary what its files say
 * @param live what it is now
 * @param hasCheckpoint whether there is something to resume, verify and export
 */
public record RunRow(RunSummary summary, LiveState live, boolean hasCheckpoint) implements IAdaptable {
    private static final String UNKNOWN = "";

    /** The run as its files say it now. */
    public static RunRow of(RunDirectory run, Clock clock) {
        return of(new RunSummary(run, run.status(), run.lastMetrics()), null, clock);
    }

    /** The run after another reading; what its files said {@code before}, which may be null, is not read again. */
    static RunRow of(RunSummary summary, RunRow before, Clock clock) {
        boolean unchanged = before != null && before.summary.equals(summary);
        return new RunRow(
                summary,
                summary.run().live(summary.status(), clock),
                unchanged ? before.hasCheckpoint : isSaved(summary.run()));
    }

    private static boolean isSaved(RunDirectory run) {
        return !new CheckpointStore(run.checkpoints()).list().isEmpty();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        return adapter == RunDirectory.class ? adapter.cast(run()) : null;
    }

    /** The run. */
    public RunDirectory run() {
        return summary.run();
    }

    /** What its trainer last said. */
    public RunStatus status() {
        return summary.status();
    }

    /** Whether a trainer could go on where this run was left. */
    public boolean isResumable() {
        return !live.isAlive() && live != LiveState.DONE && hasCheckpoint;
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
        return number(summary.lastMetrics().get(MetricTags.LOSS), "%.3f");
    }

    /** The last verification accuracy in percent, of the first set that has one. */
    public String accuracy() {
        return summary.lastMetrics().entrySet().stream()
                .filter(metric ->
                        metric.getKey().startsWith("eval/") && metric.getKey().endsWith("/accuracy"))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(value -> number(100 * value, "%.2f %%"))
                .orElse(UNKNOWN);
    }

    /** Speed while the run goes on. */
    public String imagesPerSecond() {
        double rate = status().progress().imagesPerSecond();
        return Double.isFinite(rate) && rate > 0 ? Units.rate(rate) : UNKNOWN;
    }

    /** Time left while the run goes on. */
    public String timeLeft() {
        double seconds = status().progress().etaSeconds();
        boolean known = live.isAlive() && Double.isFinite(seconds) && seconds > 0;
        return known ? Units.duration(Duration.ofMillis((long) (1000 * seconds))) : UNKNOWN;
    }

    private static String number(Double value, String format) {
        return value == null ? UNKNOWN : String.format(java.util.Locale.ROOT, format, value);
    }
}
