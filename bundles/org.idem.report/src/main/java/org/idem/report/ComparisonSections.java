package org.idem.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.idem.chart.catalog.OverlaidChart;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.MetricTags;
import org.idem.run.RunCommandLine;
import org.idem.run.compare.Differences;

/** The sections of a report on several runs: what they are, their curves, their results, what differs, where they come from. */
final class ComparisonSections {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST_CHARTS = 12;

    private final ComparedRuns runs;
    private final Figures figures;

    ComparisonSections(ComparedRuns runs, Figures figures) {
        this.runs = runs;
        this.figures = figures;
    }

    void header(Markup html) {
        html.open("header").leaf("h1", runs.count() + " runs compared");
        html.leaf(
                "p", "Report of " + TIME.format(runs.run(0).written().atZone(ZoneId.systemDefault())), "class", "lead");
        html.close();
        html.open("section").leaf("h2", "Runs");
        head(html, "Run", "State", "Steps", "Last loss", "Images per second", "What tells it apart");
        for (int i = 0; i < runs.count(); i++) {
            ReportData run = runs.run(i);
            html.open("tr").leaf("td", run.run().name());
            html.leaf("td", run.state().name().toLowerCase(Locale.ROOT));
            html.leaf("td", Units.count(run.status().progress().step()));
            html.leaf("td", figure(run.series(MetricTags.LOSS).last(), 4));
            html.leaf("td", figure(run.series(MetricTags.IMAGES_PER_SECOND).last(), 1));
            html.leaf("td", runs.legend(i)).close();
        }
        foot(html);
        html.close();
    }

    /** Loss, accuracies, learning rate and speed first, then whatever else was recorded of training. */
    void curves(Markup html) {
        html.open("section").leaf("h2", "Training").open("div", "class", "charts");
        List<String> tags = new ArrayList<>();
        runs.tags().stream().filter(ComparisonSections::isUsual).forEach(tags::add);
        runs.tags().stream()
                .filter(tag -> !isUsual(tag) && tag.startsWith("train/"))
                .forEach(tags::add);
        for (String tag : tags.subList(0, Math.min(MOST_CHARTS, tags.size()))) {
            boolean smooth = tag.startsWith("train/") && !tag.equals(MetricTags.LEARNING_RATE);
            figures.write(
                    html,
                    OverlaidChart.of(tag, "step", runs.curves(tag), smooth ? 0.9 : 0),
                    smooth ? "Lines are debiased averages, bands are all values." : "",
                    tag + " of " + runs.curves(tag).size() + " runs by step");
        }
        html.close().close();
    }

    private static boolean isUsual(String tag) {
        return tag.equals(MetricTags.LOSS)
                || tag.endsWith("/accuracy")
                || tag.equals(MetricTags.LEARNING_RATE)
                || tag.equals(MetricTags.IMAGES_PER_SECOND);
    }

    void results(Markup html) {
        html.open("section").leaf("h2", "Verification");
        if (runs.sets().isEmpty()) {
            html.leaf("p", "None of the runs has been verified yet.", "class", "none");
        }
        for (String set : runs.sets()) {
            html.leaf("h3", set, "class", "set");
            List<String> names = new ArrayList<>(List.of(""));
            for (int i = 0; i < runs.count(); i++) {
                names.add(runs.name(i));
            }
            head(html, names.toArray(String[]::new));
            List<Optional<Evaluation>> last = runs.all().stream()
                    .map(run -> run.lastEvaluations().stream()
                            .filter(one -> one.set().equals(set))
                            .findFirst())
                    .toList();
            row(html, "Step", last, one -> Units.count(one.step()), null);
            row(html, "Accuracy", last, one -> Numbers.percent(one.accuracy()), Evaluation::accuracy);
            row(html, "Area under the ROC", last, one -> Numbers.fixed(one.auc(), 5), Evaluation::auc);
            row(html, "Equal error rate", last, one -> Numbers.percent(one.eer()), one -> -one.eer());
            rates(html, last);
            foot(html);
        }
        html.close();
    }

    private static void rates(Markup html, List<Optional<Evaluation>> last) {
        List<Double> fars = last.stream()
                .flatMap(Optional::stream)
                .flatMap(one -> one.table().stream())
                .map(TarAtFarRow::far)
                .distinct()
                .sorted((a, b) -> Double.compare(b, a))
                .toList();
        for (double far : fars) {
            row(
                    html,
                    "TAR at FAR " + FarLabel.of(far),
                    last,
                    one -> rate(one, far)
                            .map(found -> found.isMeasurable() ? Numbers.percent(found.tar()) : "not measurable")
                            .orElse("–"),
                    one -> rate(one, far)
                            .filter(TarAtFarRow::isMeasurable)
                            .map(TarAtFarRow::tar)
                            .orElse(Double.NEGATIVE_INFINITY));
        }
    }

    private static Optional<TarAtFarRow> rate(Evaluation one, double far) {
        return one.table().stream()
                .filter(row -> Double.compare(row.far(), far) == 0)
                .findFirst();
    }

    /** @param goodness by which the best is found, which stands out; null for none */
    private static void row(
            Markup html,
            String name,
            List<Optional<Evaluation>> last,
            Function<Evaluation, String> text,
            ToDoubleFunction<Evaluation> goodness) {
        double best = goodness == null
                ? Double.NaN
                : last.stream()
                        .flatMap(Optional::stream)
                        .mapToDouble(goodness)
                        .max()
                        .orElse(Double.NaN);
        html.open("tr").leaf("td", name);
        for (Optional<Evaluation> one : last) {
            boolean strong = one.isPresent()
                    && goodness != null
                    && Double.isFinite(best)
                    && Double.compare(goodness.applyAsDouble(one.get()), best) == 0;
            html.leaf("td", one.map(text).orElse("–"), "class", strong ? "strong" : "");
        }
        html.close();
    }

    void differences(Markup html) {
        html.open("section").leaf("h2", "What differs");
        List<Differences.Difference> all = Differences.of(runs.directories(), runs.configs());
        if (all.isEmpty()) {
            html.leaf("p", "Nothing: config, environment, data and code are the same.", "class", "none");
        } else {
            List<String> names = new ArrayList<>(List.of("What", "In"));
            for (int i = 0; i < runs.count(); i++) {
                names.add(runs.name(i));
            }
            head(html, names.toArray(String[]::new));
            for (Differences.Difference one : all) {
                html.open("tr").leaf("td", one.key()).leaf("td", one.kind());
                one.values().forEach(value -> html.leaf("td", value));
                html.close();
            }
            foot(html);
        }
        html.close();
    }

    /** By which each run can be trained again. */
    void provenance(Markup html) {
        html.open("section").leaf("h2", "Where they come from");
        html.open("div", "class", "scroll").open("table", "class", "facts").open("tbody");
        for (ReportData run : runs.all()) {
            html.open("tr").leaf("th", run.run().name(), "scope", "row");
            html.leaf("td", RunCommandLine.of(run.run())).close();
        }
        html.close().close().close().close();
    }

    private static void head(Markup html, String... names) {
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String name : names) {
            html.leaf("th", name, "scope", "col");
        }
        html.close().close().open("tbody");
    }

    private static void foot(Markup html) {
        html.close().close().close();
    }

    private static String figure(double value, int digits) {
        return Double.isFinite(value) ? Numbers.fixed(value, digits) : "–";
    }
}
