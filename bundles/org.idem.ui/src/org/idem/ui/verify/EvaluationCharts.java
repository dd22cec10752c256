package org.idem.ui.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.chart.catalog.ScoreChart;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;

/** The charts of one or several evaluations. */
final class EvaluationCharts {
    private EvaluationCharts() {}

    static LineChartModel roc(List<EvaluationReading> readings) {
        Map<String, Roc> curves = rocs(readings, "ROC");
        return curves.isEmpty() ? notKept("ROC") : RocChart.of(curves);
    }

    static LineChartModel det(List<EvaluationReading> readings) {
        Map<String, Roc> curves = rocs(readings, "DET");
        return curves.isEmpty() ? notKept("DET") : DetChart.of(curves);
    }

    static LineChartModel scores(List<EvaluationReading> readings) {
        Map<String, ScoreHistogram> histograms = kept(readings, "", EvaluationReading.Scored::histogram);
        return histograms.isEmpty() ? notKept("Scores") : ScoreChart.of(histograms);
    }

    private static Map<String, Roc> rocs(List<EvaluationReading> readings, String alone) {
        return kept(readings, alone, EvaluationReading.Scored::roc);
    }

    private static <T> Map<String, T> kept(
            List<EvaluationReading> readings, String alone, Function<EvaluationReading.Scored, T> part) {
        Map<String, T> parts = new LinkedHashMap<>();
        for (EvaluationReading reading : readings) {
            String name = readings.size() == 1 ? alone : reading.name();
            reading.scored().ifPresent(scored -> parts.put(name, part.apply(scored)));
        }
        return parts;
    }

    private static LineChartModel notKept(String title) {
        return LineChartModel.empty(title)
                .withMarks(List.of(new ChartMark.Note("The scores of this evaluation were not kept")));
    }
}
