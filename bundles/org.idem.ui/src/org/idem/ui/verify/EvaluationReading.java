package org.idem.ui.verify;

import java.util.List;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.chart.catalog.ScoreChart;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;

/**
 * An evaluation with its curves, computed from the stored scores on any thread. Immutable.
 *
 * @param evaluation the figures
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 * @param roc true over false accept rate
 * @param det false reject over false accept rate
 * @param scores how the cosines of both kinds of pairs are spread
 */
record EvaluationReading(
        Evaluation evaluation,
        int genuine,
        int impostor,
        LineChartModel roc,
        LineChartModel det,
        LineChartModel scores) {
    private static final double MARKED_FAR = 1e-2;

    private static final int BINS = 80;

    static EvaluationReading of(Evaluation evaluation) {
        return EvaluatedPairs.read(evaluation)
                .map(EvaluationReading::of)
                .orElseGet(() ->
                        new EvaluationReading(evaluation, 0, 0, notKept("ROC"), notKept("DET"), notKept("Scores")));
    }

    private static LineChartModel notKept(String title) {
        return LineChartModel.empty(title)
                .withMarks(List.of(new ChartMark.Note("The scores of this evaluation were not kept")));
    }

    private static EvaluationReading of(EvaluatedPairs pairs) {
        Roc curve = pairs.roc();
        PairScores kept = pairs.scores();
        ScoreHistogram histogram = ScoreHistogram.of(kept.wideCosines(), kept.same(), BINS);
        return new EvaluationReading(
                pairs.evaluation(),
                curve.genuine(),
                curve.impostor(),
                RocChart.of(curve),
                DetChart.of(curve),
                ScoreChart.of(histogram, thresholds(pairs.evaluation().table())));
    }

    private static List<ChartMark.VerticalLine> thresholds(List<TarAtFarRow> table) {
        return table.stream()
                .filter(row -> Double.compare(row.far(), MARKED_FAR) == 0 && Double.isFinite(row.threshold()))
                .map(row -> new ChartMark.VerticalLine(row.threshold(), "FAR " + FarLabel.of(MARKED_FAR)))
                .toList();
    }
}
