package org.idem.ui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus.LiveState;
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
    private final Set<RunChart> smoothed = EnumSet.noneOf(RunChart.class);
    private Map<RunChart, LineChartModel> charts = Map.of();
    private List<RunEvent> events = List.of();
    private long eventBytes = -1;
    private boolean replayed;
    private boolean over;
    private boolean pending;
    private List<FileTime> stamps = List.of();
    private boolean builtOver;
    private long built;
    private long building;

    RunReader(RunDirectory run, Clock clock) {
        this.run = run;
        this.clock = clock;
        history = new MetricHistory(run.metrics());
        for (RunChart chart : RunChart.values()) {
            if (chart.isSmooth()) {
                smoothed.add(chart);
            }
        }
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

    /** Averages a chart's curve, or no longer does, from the next reading on. */
    synchronized void toggleSmoothing(RunChart chart) {
        if (!smoothed.remove(chart)) {
            smoothed.add(chart);
        }
        charts = Map.of();
    }

    /** The run as it is now, or null when it is over and nothing of it has changed since the last reading. */
    synchronized RunSnapshot read() {
        List<FileTime> now = stamps();
        if (over && now.equals(stamps) && !charts.isEmpty()) {
            return null;
        }
        stamps = now;
        pending |= history.poll();
        boolean rested = System.nanoTime() - built >= REST_FACTOR * building;
        RunRow row = RunRow.of(run, clock);
        over = isOver(row.live());
        if (charts.isEmpty() || over != builtOver || pending && (rested || over)) {
            charts = build();
            pending = false;
        }
        return new RunSnapshot(
                row,
                charts,
                List.copyOf(new CheckpointStore(run.checkpoints()).list()),
                evaluations.read(run),
                events(over));
    }

    private static boolean isOver(LiveState state) {
        return switch (state) {
            case STARTING, RUNNING, STOPPING, STALLED -> false;
            case STOPPED, DONE, FAILED, CRASHED, UNKNOWN -> true;
        };
    }

    /**
     * While a run goes on its trainer tells its events; once it is over the rules look at all of it. The size is taken
     * first: what is added while the file is read is found by the next reading.
     */
    private List<RunEvent> events(boolean complete) {
        long bytes = run.events().bytes();
        if (bytes != eventBytes || complete != replayed) {
            events = List.copyOf(
                    complete
                            ? new RecordedRun(run, history).events()
                            : run.events().read());
            eventBytes = bytes;
            replayed = complete;
        }
        return events;
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

    private Map<RunChart, LineChartModel> build() {
        long began = System.nanoTime();
        Map<RunChart, LineChartModel> models = new EnumMap<>(RunChart.class);
        for (RunChart chart : RunChart.values()) {
            LineChartModel model = chart.model(history, smoothed.contains(chart));
            models.put(chart, over && model.points() == 0 ? model.withMarks(NOTHING_LOGGED) : model);
        }
        builtOver = over;
        built = System.nanoTime();
        building = built - began;
        return models;
    }
}
