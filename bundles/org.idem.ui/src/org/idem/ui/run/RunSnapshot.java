package org.idem.ui.run;

import java.util.List;
import java.util.Map;
import org.idem.chart.LineChartModel;
import org.idem.run.CheckpointInfo;
import org.idem.run.Evaluation;
import org.idem.run.RunEvent;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.runs.RunRow;

/**
 * A run as it was read at one moment, ready to be shown. Immutable.
 *
 * @param row status and last figures
 * @param charts what each chart shows, by its id
 * @param choice which charts were chosen, and how they are drawn
 * @param tags all metrics that were recorded, sorted
 * @param checkpoints all that are on disk, by ascending step
 * @param evaluations all that are on disk, by set and step
 * @param events what the trainer and the rules noticed, oldest first
 */
record RunSnapshot(
        RunRow row,
        Map<String, LineChartModel> charts,
        ChartChoice choice,
        List<String> tags,
        List<CheckpointInfo> checkpoints,
        List<Evaluation> evaluations,
        List<RunEvent> events) {}
