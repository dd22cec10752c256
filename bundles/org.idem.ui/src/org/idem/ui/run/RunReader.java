package org.idem.ui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.compare.RunMilestone;
import org.idem.run.compare.RunMilestones;
import org.idem.run.compare.RunScale;
import org.idem.run.query.ConfigValues;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.EventMarks;
import org.idem.ui.runs.EvaluationCache;
import org.idem.ui.runs.RunRow;
import org.idem.watch.RecordedRun;

/** Reads a run directory again and again, of metrics and events only when something was added. Thread-safe. */
final class RunReader {
    /** Curves of long runs take a while to build: they are given this many times as long a rest. */
    private static final int REST_FACTOR = 10;

    private static final List<String> WRITTEN =
            List.of("status.json", "metrics", "metrics/log.bin", "events.jsonl", "checkpoints", "eval", "config.yaml");

    private static final List<ChartMark> NOTHING_LOGGED = List.of(new ChartMark.Note("No values in this run"));

    private final RunDirectory run;
    private final EvaluationCache evaluations = new EvaluationCache();
    private final Clock clock;
    private final MetricHistory history;
    private final Path workFolder;
    private volatile ChartChoice choice;
    /** Whether the choice is another than that of the charts that were built. */
    private volatile boolean chosen;

    private RunScale scale;
    private Map<String, LineChartModel> charts = Map.of();
    private List<RunEvent> events = List.of();
    private List<CheckpointInfo> checkpoints = List.of();
    private long eventBytes = -1;
    private boolean replayed;
    private boolean over;
    private boolean pending;
    private List<FileTime> stamps = List.of();
    private boolean builtOver;
    private long built;
    private long building;

    /** The folder keeps which charts are drawn. */
    RunReader(RunDirectory run, Clock clock, Path workFolder) {
        this.workFolder = workFolder;
        this.run = run;
        this.clock = clock;
        history = new MetricHistory(run.metrics());
    }

    RunDirectory run() {
        return run;
    }

    /** Whether the run's folder is there. */
    boolean isThere() {
        return Files.isDirectory(run.path());
    }

    /** Makes the next reading one of everything, changed or not. */
    synchronized void forget() {
        charts = Map.of();
    }

    /** Which charts are drawn, and how. */
    ChartChoice choice() {
        if (choice == null) {
            choice = ChartChoice.read(workFolder);
        }
        return choice;
    }

    /** Draws otherwise from the next reading on. Does not wait for one that goes on. */
    void setChoice(ChartChoice now) {
        choice = now;
        chosen = true;
    }

    /** Keeps the choice for later sessions. */
    void keepChoice() {
        choice().write(workFolder);
    }

    /** The run as it is now, or null when it is over and nothing of it has changed since the last reading. */
    synchronized RunSnapshot read() {
        if (chosen) {
            chosen = false;
            charts = Map.of();
        }
        List<FileTime> now = stamps();
        if (over && now.equals(stamps) && !charts.isEmpty()) {
            return null;
        }
        stamps = now;
        pending |= history.poll();
        boolean rested = System.nanoTime() - built >= REST_FACTOR * building;
        RunRow row = RunRow.of(run, clock);
        over = !row.live().isAlive();
        readMilestones();
        if (charts.isEmpty() || over != builtOver || pending && (rested || over)) {
            charts = build();
            pending = false;
        }
        return new RunSnapshot(row, charts, choice(), tags(history), checkpoints, evaluations.read(run.eval()), events);
    }

    /** What was logged of a run, numbers and histograms, by name. */
    static List<String> tags(MetricHistory history) {
        return Stream.concat(history.tags().stream(), history.histogramTags().stream())
                .sorted()
                .toList();
    }

    /**
     * While a run goes on its trainer tells its events; once it is over the rules look at all of it. The size is taken
     * first: what is added while the file is read is found by the next reading.
     */
    private void readMilestones() {
        long bytes = run.events().bytes();
        if (bytes != eventBytes || over != replayed) {
            events = List.copyOf(
                    over ? new RecordedRun(run, history).events() : run.events().read());
            eventBytes = bytes;
            replayed = over;
            pending = true;
        }
        List<CheckpointInfo> there = List.copyOf(new CheckpointStore(run.checkpoints()).list());
        pending |= !there.equals(checkpoints);
        checkpoints = there;
    }

    /** When the files of the run were last written; of folders, when something was put in or taken out. */
    private List<FileTime> stamps() {
        List<FileTime> times = new ArrayList<>();
        for (String name : WRITTEN) {
            try {
                times.add(Files.getLastModifiedTime(run.path().resolve(name)));
            } catch (IOException e) {
                times.add(FileTime.fromMillis(0));
            }
        }
        return times;
    }

    private Map<String, LineChartModel> build() {
        long began = System.nanoTime();
        Map<String, LineChartModel> models =
                charts(history, RunMilestones.of(checkpoints, events, history), over ? NOTHING_LOGGED : List.of());
        builtOver = over;
        built = System.nanoTime();
        building = built - began;
        return models;
    }

    /**
     * The charts of what a history holds, as they were chosen.
     *
     * @param nothing what a chart says that shows nothing
     */
    Map<String, LineChartModel> charts(MetricHistory metrics, List<RunMilestone> milestones, List<ChartMark> nothing) {
        RunScale scaled = scale();
        Map<String, LineChartModel> models = RunChart.models(metrics, choice(), scaled);
        List<ChartMark> happened = EventMarks.of(milestones, "", metrics, choice().axis(), scaled);
        models.replaceAll((id, model) -> model.points() > 0
                ? model.withMarks(
                        Stream.concat(model.marks().stream(), happened.stream()).toList())
                : nothing.isEmpty() ? model : model.withMarks(nothing));
        return models;
    }

    private synchronized RunScale scale() {
        if (scale == null || Double.isNaN(scale.imagesPerStep())) {
            scale = RunScale.of(run, ConfigValues.read(run.configFile()));
        }
        return scale;
    }
}
