package org.idem.ui.compare;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.chart.ChartMark;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.compare.MetricAxis;
import org.idem.run.compare.RunMilestone;
import org.idem.run.compare.RunMilestones;
import org.idem.ui.charts.EventMarks;
import org.idem.watch.RecordedRun;

/**
 * What happened in runs that are compared: warnings and resumptions; the checkpoints of several runs would only cover each
 * other. Not thread-safe.
 */
final class ComparedEvents {
    private final Map<RunDirectory, Found> found = new HashMap<>();

    /** What was found when the metrics were of a revision. */
    private record Found(long revision, List<RunEvent> events) {}

    /** The signs of a run's events, in the words of its name. */
    List<ChartMark> marks(ComparedRun run, String name, MetricHistory history, MetricAxis axis) {
        List<RunMilestone> milestones = RunMilestones.of(List.of(), events(run.run(), history), history).stream()
                .filter(one -> one.kind() != RunMilestone.Kind.LEARNING_RATE)
                .toList();
        return EventMarks.of(milestones, name, history, axis, run.scale());
    }

    /** The rules look at what is over; of what goes on the trainer tells. */
    private List<RunEvent> events(RunDirectory run, MetricHistory history) {
        if (run.live(Clock.systemDefaultZone()).isAlive()) {
            return run.events().read();
        }
        Found before = found.get(run);
        if (before == null || before.revision() != history.revision()) {
            before = new Found(history.revision(), new RecordedRun(run, history).events());
            found.put(run, before);
        }
        return before.events();
    }
}
