package org.idem.report;

import java.util.List;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.chart.catalog.ScoreChart;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;

/** What the last checkpoint does on each verification set: figures, ROC, spread of scores, TAR@FAR. */
final class VerificationResults {
    private static final int BINS = 60;
    private static final List<String> COLUMNS =
            List.of("FAR at most", "TAR", "95 % interval", "Accepted", "Threshold (cosine)", "False accepts");
    private static final String FOOTNOTE =
            "* Rests on fewer than 30 false accepts: the set is too small to measure this rate, and the number may be"
                    + " far off (rule of 30). Intervals are Wilson's, of the true accept rate.";

    private final List<Evaluation> evaluations;
    private final Figures figures;

    VerificationResults(List<Evaluation> evaluations, Figures figures) {
        this.evaluations = evaluations;
        this.figures = figures;
    }

    void write(Markup html) {
        html.open("section").leaf("h2", "Verification");
        if (evaluations.isEmpty()) {
            html.leaf("p", "The run has not been verified yet.", "class", "none");
        }
        for (Evaluation evaluation : evaluations) {
            set(html, evaluation);
        }
        html.close();
    }

    private void set(Markup html, Evaluation evaluation) {
        html.open("h3", "class", "set")
                .text(evaluation.set())
                .leaf("small", " step " + Units.count(evaluation.step()) + " · " + evaluation.file())
                .close();
        EvaluatedPairs pairs = EvaluatedPairs.read(evaluation).orElse(null);
        Roc roc = pairs == null ? null : pairs.roc();
        figures(html, evaluation, roc);
        table(html, evaluation, roc);
        if (roc != null) {
            html.open("div", "class", "charts");
            PairScores scores = pairs.scores();
            charts(html, evaluation, roc, ScoreHistogram.of(scores.wideCosines(), scores.same(), BINS));
            html.close();
        }
    }

    private static void figures(Markup html, Evaluation evaluation, Roc roc) {
        html.open("p", "class", "figures");
        if (Double.isFinite(evaluation.accuracy())) {
            html.leaf("b", Numbers.percent(evaluation.accuracy()))
                    .text(" accuracy ± " + Numbers.percent(evaluation.accuracyStd()) + " over folds · ");
        }
        html.leaf("b", Numbers.fixed(evaluation.auc(), 5)).text(" area under the ROC · ");
        html.leaf("b", Numbers.percent(evaluation.eer())).text(" equal error rate · ");
        html.text(
                roc == null
                        ? Units.count(evaluation.pairs()) + " pairs"
                        : Units.count(roc.genuine()) + " genuine and " + Units.count(roc.impostor())
                                + " impostor pairs");
        html.text(evaluation.figures().counts().leftOut());
        html.close();
    }

    private static void table(Markup html, Evaluation evaluation, Roc roc) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        COLUMNS.forEach(head -> html.leaf("th", head, "scope", "col"));
        html.close().close().open("tbody");
        for (TarAtFarRow row : evaluation.table()) {
            if (row.isMeasurable()) {
                row(html, row, roc);
            } else {
                missing(html, row);
            }
        }
        html.close().close().close();
        if (evaluation.table().stream().anyMatch(row -> row.isMeasurable() && !row.isReliable())) {
            html.leaf("p", FOOTNOTE, "class", "footnote");
        }
    }

    private static void missing(Markup html, TarAtFarRow row) {
        html.open("tr", "class", "weak").leaf("td", FarLabel.of(row.far()));
        html.leaf("td", row.needs(), "colspan", Integer.toString(COLUMNS.size() - 1))
                .close();
    }

    private static void row(Markup html, TarAtFarRow row, Roc roc) {
        html.open("tr", "class", row.isReliable() ? "" : "weak");
        html.leaf("td", FarLabel.of(row.far()));
        html.leaf("td", Numbers.percent(row.tar()), "class", "strong");
        html.leaf("td", Numbers.percent(row.low()) + " – " + Numbers.percent(row.high()));
        html.leaf("td", roc == null ? "–" : of(Math.round(row.tar() * roc.genuine()), roc.genuine()));
        html.leaf("td", Numbers.fixed(row.threshold(), 4));
        String errors = roc == null ? Units.count(row.errors()) : of(row.errors(), roc.impostor());
        html.leaf("td", row.isReliable() ? errors : errors + " *").close();
    }

    private static String of(long part, long whole) {
        return Units.count(part) + " of " + Units.count(whole);
    }

    private void charts(Markup html, Evaluation evaluation, Roc roc, ScoreHistogram histogram) {
        figures.write(
                html,
                RocChart.of(roc),
                "True accept rate over false accept rate (logarithmic), with its 95 % Wilson band",
                "ROC with area " + Numbers.fixed(roc.auc(), 5));
        figures.write(
                html,
                DetChart.of(roc),
                "False reject rate over false accept rate (both by normal deviates), with its 95 % Wilson band",
                "DET with equal error rate " + Numbers.percent(roc.eer()));
        figures.write(
                html,
                ScoreChart.of(histogram, List.of()),
                "Share of each kind of pairs by cosine",
                "histogram of the cosines on " + evaluation.set());
    }
}
