package org.idem.ui.run;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.idem.chart.ChartMark;
import org.idem.run.CheckpointInfo;
import org.idem.run.Evaluation;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.LiveState;
import org.idem.run.RunSummary;
import org.idem.run.TrainingProgress;
import org.idem.run.compare.RunMilestones;
import org.idem.run.query.MetricCurve;
import org.idem.run.query.RunRecord;
import org.idem.run.replay.MetricReplay;
import org.idem.run.replay.RunTimeline;
import org.idem.run.replay.StampedLog;
import org.idem.ui.runs.RunRow;
import org.idem.ui.widgets.TimeSlider;

/**
 * Reads a run as it was. What no longer is on disk, such as checkpoints that newer ones took the place of, is not there
 * in the past either. Not thread-safe, and not for the UI thread.
 */
final class ReplayReader {
    private static final List<ChartMark> NOTHING_YET = List.of(new ChartMark.Note("Nothing logged yet"));

    private final RunReader reader;
    private final MetricReplay metrics;
    private final StampedLog log;
    private RunTimeline line = RunTimeline.of();

    ReplayReader(RunReader reader) {
        this.reader = reader;
        metrics = new MetricReplay(reader.run().metrics());
        log = new StampedLog(reader.run().logFile(), ZoneId.systemDefault());
    }

    /**
     * The run at a place on the line of its moments. Where the run went on since the last call, the same moment is at
     * another place now; the end is the end.
     *
     * @param share on the line that the last call returned
     * @param now the run as it is
     */
    RunMoment at(double share, RunSnapshot now) {
        metrics.poll();
        log.poll();
        RunTimeline before = line;
        line = RunTimeline.of(DoubleStream.concat(
                        DoubleStream.of(metrics.seconds()),
                        happened(now).mapToDouble(when -> when.toEpochMilli() / 1000.0))
                .toArray());
        boolean same = before.isEmpty() || share >= 1 || before.last().equals(line.last());
        double place = same ? share : line.shareOf(before.at(share));
        Instant when = line.at(place);
        MetricHistory history = metrics.at(when);
        RunSnapshot then = snapshot(when, now, history, place >= 1);
        String text = log.textAt(when, now.row().status().heartbeat());
        return new RunMoment(when, place, line, marks(now), then, text);
    }

    private static Stream<Instant> happened(RunSnapshot now) {
        return Stream.of(
                        now.evaluations().stream().map(Evaluation::when),
                        now.checkpoints().stream().map(CheckpointInfo::when),
                        now.events().stream().map(RunEvent::when))
                .flatMap(times -> times);
    }

    private List<TimeSlider.Mark> marks(RunSnapshot now) {
        return Stream.of(
                        now.checkpoints().stream()
                                .map(one -> new TimeSlider.Mark(
                                        line.shareOf(one.when()), "checkpoint, step " + one.step(), false)),
                        now.evaluations().stream()
                                .map(one -> new TimeSlider.Mark(
                                        line.shareOf(one.when()),
                                        "verified on " + one.set() + ", step " + one.step(),
                                        false)),
                        now.events().stream()
                                .map(one -> new TimeSlider.Mark(line.shareOf(one.when()), one.message(), true)))
                .flatMap(marks -> marks)
                .toList();
    }

    private RunSnapshot snapshot(Instant when, RunSnapshot now, MetricHistory history, boolean isEnd) {
        List<CheckpointInfo> checkpoints = now.checkpoints().stream()
                .filter(one -> !one.when().isAfter(when))
                .toList();
        List<RunEvent> events =
                now.events().stream().filter(one -> !one.when().isAfter(when)).toList();
        List<Evaluation> evaluations = now.evaluations().stream()
                .filter(one -> !one.when().isAfter(when))
                .toList();
        return new RunSnapshot(
                row(now.row(), history, isEnd, !checkpoints.isEmpty()),
                reader.charts(history, RunMilestones.of(checkpoints, events, history), NOTHING_YET),
                reader.choice(),
                RunReader.tags(history),
                checkpoints,
                evaluations,
                events);
    }

    private static RunRow row(RunRow now, MetricHistory history, boolean isEnd, boolean saved) {
        MetricSeries loss = history.series(MetricTags.LOSS);
        Map<String, Double> last = new LinkedHashMap<>();
        history.tags().stream()
                .filter(tag -> tag.equals(MetricTags.LOSS) || tag.endsWith("/accuracy"))
                .forEach(tag -> last.put(tag, history.series(tag).last()));
        long step = loss.size() == 0 ? 0 : loss.steps()[loss.size() - 1];
        RunDirectory run = now.run();
        RunStatus status = now.status();
        RunStatus then = new RunStatus(
                isEnd ? status.state() : step == 0 ? RunStatus.State.STARTING : RunStatus.State.RUNNING,
                status.heartbeat(),
                progress(status.progress(), step),
                isEnd ? status.message() : "");
        LiveState live = isEnd ? now.live() : LiveState.valueOf(then.state().name());
        return new RunRow(new RunRecord(
                new RunSummary(run, then, last),
                live,
                RunLabels.NONE,
                new RunRecord.Details(Map.of(), "", Map.of(), MetricCurve.NONE, saved, 0)));
    }

    private static TrainingProgress progress(TrainingProgress now, long step) {
        int epoch = now.totalSteps() <= 0 ? 0 : (int) (now.epochs() * step / now.totalSteps());
        return new TrainingProgress(step, now.totalSteps(), epoch, now.epochs(), Double.NaN, Double.NaN);
    }
}
