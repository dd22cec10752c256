package org.idem.ui.run;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.chart.LineChartModel;
import org.idem.run.CheckpointStore;
import org.idem.run.EvaluationStore;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus.LiveState;
import org.idem.ui.runs.RunRow;
import org.idem.watch.RecordedRun;

/** Reads a run directory again and again, of metrics and events only when something was added. Thread-safe. */
final class RunReader {
    private final RunDirectory run;
    private final Clock clock;
    private final MetricHistory history;
    private final Set<RunChart> smoothed = EnumSet.noneOf(RunChart.class);
    private Map<RunChart, LineChartModel> charts = Map.of();
    private List<RunEvent> events = List.of();
    private long eventBytes = -1;
    private boolean replayed;

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

    /** Averages a chart's curve, or no longer does, from the next reading on. */
    synchronized void toggleSmoothing(RunChart chart) {
        if (!smoothed.remove(chart)) {
            smoothed.add(chart);
        }
        charts = Map.of();
    }

    synchronized RunSnapshot read() {
        if (history.poll() || charts.isEmpty()) {
            charts = build();
        }
        RunRow row = RunRow.of(run, clock);
        return new RunSnapshot(
                row,
                charts,
                List.copyOf(new CheckpointStore(run.checkpoints()).list()),
                List.copyOf(EvaluationStore.read(run)),
                events(isOver(row.live())));
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
    private List<RunEvent> events(boolean over) {
        long bytes = run.events().bytes();
        if (bytes != eventBytes || over != replayed) {
            events = List.copyOf(
                    over ? new RecordedRun(run, history).events() : run.events().read());
            eventBytes = bytes;
            replayed = over;
        }
        return events;
    }

    private Map<RunChart, LineChartModel> build() {
        Map<RunChart, LineChartModel> built = new EnumMap<>(RunChart.class);
        for (RunChart chart : RunChart.values()) {
            built.put(chart, chart.model(history, smoothed.contains(chart)));
        }
        return built;
    }
}
