package org.idem.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.Units;
import org.idem.metrics.ConfidenceInterval;
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
            "* Rests on fewer than 30 false accepts: the set is too small to measure this"
                    + " rate, and the number may be far off (rule of 30). Intervals are Wilson's, of the true accept rate.";

    private final ReportData data;

    VerificationResults(ReportData data) {
        this.data = data;
    }

    void write(Markup html) {
        html.open("section").leaf("h2", "Verification");
        if (data.lastEvaluations().isEmpty()) {
            html.leaf("p", "The run has not been verified yet.", "class", "none");
        }
        for (Evaluation evaluation : data.lastEvaluations()) {
            set(html, evaluation);
        }
        html.close();
    }

    private static void set(Markup html, Evaluation evaluation) {
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
            rocChart(html, roc);
            PairScores scores = pairs.scores();
            histogram(html, ScoreHistogram.of(scores.wideCosines(), scores.same(), BINS));
            html.close();
        }
    }

    private static void figures(Markup html, Evaluation evaluation, Roc roc) {
        html.open("p", "class", "figures");
        html.leaf("b", Numbers.percent(evaluation.accuracy()))
                .text(" accuracy ± " + Numbers.percent(evaluation.accuracyStd()) + " over folds · ");
        html.leaf("b", Numbers.fixed(evaluation.auc(), 5)).text(" area under the ROC · ");
        html.leaf("b", Numbers.percent(evaluation.eer())).text(" equal error rate · ");
        html.text(
                roc == null
                        ? Units.count(evaluation.pairs()) + " pairs"
                        : Units.count(roc.genuine()) + " genuine and " + Units.count(roc.impostor())
                                + " impostor pairs");
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

    private static void rocChart(Markup html, Roc roc) {
        double lowest = Math.pow(10, Math.floor(Math.log10(1.0 / roc.impostor())));
        int[] kept = visible(roc, lowest);
        double[] xs = new double[kept.length];
        double[] ys = new double[kept.length];
        double[] low = new double[kept.length];
        double[] high = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            ys[i] = roc.tar()[kept[i]];
            xs[i] = Math.max(lowest, roc.far()[kept[i]]);
            ConfidenceInterval interval = ConfidenceInterval.wilson(
                    Math.round(ys[i] * roc.genuine()), roc.genuine(), ConfidenceInterval.USUAL);
            low[i] = interval.low();
            high[i] = interval.high();
        }
        Chart chart = new Chart(
                new Axis("false accept rate", lowest, 1, Axis.Scale.LOG),
                new Axis("true accept rate", 0, 1, Axis.Scale.PERCENT));
        chart.region(lowest, (double) TarAtFarRow.RULE_OF_THIRTY / roc.impostor(), "fewer than 30 errors");
        chart.band("c0", xs, low, high).line("c0", xs, ys);
        TrainingCurves.figure(
                html,
                "ROC",
                "True accept rate over false accept rate (logarithmic), with its 95 % Wilson band",
                chart.draw("ROC with area " + Numbers.fixed(roc.auc(), 5)),
                List.of());
    }

    /** The points that differ by a third of a pixel from the last one kept; a corner is always kept. */
    private static int[] visible(Roc roc, double lowest) {
        double step = 1.0 / (3 * Chart.PLOT_WIDTH);
        double decades = -Math.log(lowest);
        List<Integer> kept = new ArrayList<>();
        double lastX = -1;
        double lastY = -1;
        for (int i = 0; i < roc.size(); i++) {
            double x = Math.log(Math.max(lowest, roc.far()[i]) / lowest) / decades;
            double y = roc.tar()[i];
            if (x - lastX >= step || y - lastY >= step || i == roc.size() - 1) {
                kept.add(i);
                lastX = x;
                lastY = y;
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void histogram(Markup html, ScoreHistogram histogram) {
        double genuine = Math.max(1, sum(histogram.genuine()));
        double impostor = Math.max(1, sum(histogram.impostor()));
        double top = IntStream.range(0, BINS)
                .mapToDouble(i ->
                        Math.max(histogram.genuine()[i] / genuine, histogram.impostor()[i] / impostor))
                .max()
                .orElse(1);
        Chart chart = new Chart(
                new Axis("cosine", histogram.from(), histogram.to(), Axis.Scale.LINEAR),
                Axis.rounded("share", 0, top, Axis.Scale.PERCENT));
        double width = (histogram.to() - histogram.from()) / BINS;
        for (int i = 0; i < BINS; i++) {
            double left = histogram.from() + i * width;
            chart.bar("c0", left, left + width, histogram.genuine()[i] / genuine);
            chart.bar("c1", left, left + width, histogram.impostor()[i] / impostor);
        }
        TrainingCurves.figure(
                html,
                "Scores",
                "Share of each kind of pairs by cosine",
                chart.draw("histogram of cosines"),
                List.of("one person", "two persons"));
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
