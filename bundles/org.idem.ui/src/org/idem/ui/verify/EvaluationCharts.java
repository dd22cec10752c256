package org.idem.ui.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.swt.widgets.Composite;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.chart.catalog.ScoreChart;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.chart.ChartCanvas;

/**
 * The charts of one or several evaluations, computed once for all pages, on the loading thread: of millions of scores they
 * take their time.
 *
 * @param roc true over false accept rate
 * @param det false reject over false accept rate
 * @param scores how the cosines of both kinds of pairs are spread
 */
record EvaluationCharts(LineChartModel roc, LineChartModel det, LineChartModel scores) {

    static EvaluationCharts of(List<EvaluationReading> readings) {
        return new EvaluationCharts(
                chart("ROC", readings, "ROC", EvaluationReading.Scored::roc, RocChart::of),
                chart("DET", readings, "DET", EvaluationReading.Scored::roc, DetChart::of),
                chart("Scores", readings, "", EvaluationReading.Scored::histogram, ScoreChart::of));
    }

    /**
     * One chart.
     *
     * @param alone what the legend calls a single evaluation
     */
    private static <T> LineChartModel chart(
            String title,
            List<EvaluationReading> readings,
            String alone,
            Function<EvaluationReading.Scored, T> part,
            Function<Map<String, T>, LineChartModel> chart) {
        Map<String, T> parts = new LinkedHashMap<>();
        for (EvaluationReading reading : readings) {
            String name = readings.size() == 1 ? alone : reading.name();
            reading.scored().ifPresent(scored -> parts.put(name, part.apply(scored)));
        }
        return parts.isEmpty() ? notKept(title) : chart.apply(parts);
    }

    private static LineChartModel notKept(String title) {
        return LineChartModel.empty(title)
                .withMarks(List.of(new ChartMark.Note("The scores of this evaluation were not kept")));
    }

    /** A canvas for one of them, which says that it is being read. */
    static ChartCanvas canvas(Composite parent, String title, UiUpdateQueue updates) {
        ChartCanvas canvas = new ChartCanvas(parent, updates);
        canvas.setModel(LineChartModel.reading(title));
        return canvas;
    }
}
