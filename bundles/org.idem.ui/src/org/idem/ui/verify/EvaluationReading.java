package org.idem.ui.verify;

import java.util.ArrayList;
import java.util.List;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.ui.widgets.chart.ChartSeries;
import org.idem.ui.widgets.chart.LineChartModel;
import org.idem.verify.EvaluatedPairs;

/**
 * An evaluation with its curves, computed from the stored scores on any thread. Immutable.
 *
 * @param evaluation the figures
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 * @param roc true over false accept rate
 * @param scores how the cosines of both kinds of pairs are spread
 */
record EvaluationReading(Evaluation evaluation, int genuine, int impostor, LineChartModel roc, LineChartModel scores) {
    private static final double MARKED_FAR = 1e-2;

    private static final int BINS = 80;

    static EvaluationReading of(Evaluation evaluation) {
        return EvaluatedPairs.read(evaluation)
                .map(EvaluationReading::of)
                .orElseGet(() -> new EvaluationReading(
                        evaluation, 0, 0, LineChartModel.empty("ROC"), LineChartModel.empty("Scores")));
    }

    private static EvaluationReading of(EvaluatedPairs pairs) {
        Roc curve = pairs.roc();
        PairScores kept = pairs.scores();
        ScoreHistogram histogram = ScoreHistogram.of(kept.wideCosines(), kept.same(), BINS);
        return new EvaluationReading(
                pairs.evaluation(),
                curve.genuine(),
                curve.impostor(),
                rocChart(curve),
                scoreChart(histogram, pairs.evaluation().table()));
    }

    /** On a logarithmic axis a false accept rate of zero is drawn where half an impostor pair would be. */
    private static LineChartModel rocChart(Roc curve) {
        double least = 0.5 / curve.impostor();
        double[] x = new double[curve.size()];
        double[] y = new double[curve.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(least, curve.far()[i]);
            y[i] = 100 * curve.tar()[i];
        }
        return new LineChartModel(
                "ROC", "false accept rate", "true accept rate (%)", List.of(ChartSeries.line("ROC", 0, x, y)));
    }

    private static LineChartModel scoreChart(ScoreHistogram histogram, List<TarAtFarRow> table) {
        double[] edges = new double[BINS + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = histogram.from() + (histogram.to() - histogram.from()) * i / BINS;
        }
        LineChartModel chart = new LineChartModel(
                "Scores",
                "cosine",
                "share of pairs (%)",
                List.of(
                        ChartSeries.steps("one person", 0, edges, percent(histogram.genuine())),
                        ChartSeries.steps("two persons", 1, edges, percent(histogram.impostor()))));
        List<LineChartModel.Marker> thresholds = new ArrayList<>();
        table.stream()
                .filter(row -> Double.compare(row.far(), MARKED_FAR) == 0 && Double.isFinite(row.threshold()))
                .forEach(row ->
                        thresholds.add(new LineChartModel.Marker(row.threshold(), "FAR " + FarLabel.of(MARKED_FAR))));
        return chart.withMarkers(thresholds);
    }

    private static double[] percent(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        double[] share = new double[counts.length];
        for (int i = 0; i < share.length; i++) {
            share[i] = sum == 0 ? 0 : 100 * counts[i] / sum;
        }
        return share;
    }
}
