package org.idem.ui.run;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.run.CheckpointStore;
import org.idem.run.EvaluationStore;
import org.idem.run.MetricHistory;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.ui.runs.RunRow;
import org.idem.ui.widgets.chart.LineChartModel;

/** Reads a run directory again and again, of metrics and events only when something was added. Thread-safe. */
final class RunReader {
    private final RunDirectory run;
    private final Clock clock;
    private final MetricHistory history;
    private final Set<RunChart> smoothed = EnumSet.noneOf(RunChart.class);
    private Map<RunChart, LineChartModel> charts = Map.of();
    private List<RunEvent> events = List.of();
    private long eventBytes;

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
        return new RunSnapshot(
                RunRow.of(run, clock),
                charts,
                List.copyOf(new CheckpointStore(run.checkpoints()).list()),
                List.copyOf(EvaluationStore.read(run)),
                events());
    }

    /** The size is taken first: what is added while the file is read is found by the next reading. */
    private List<RunEvent> events() {
        long bytes = run.events().bytes();
        if (bytes != eventBytes) {
            events = List.copyOf(run.events().read());
            eventBytes = bytes;
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
