package org.idem.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.AccuracyChart;
import org.idem.chart.catalog.Metric;
import org.idem.chart.catalog.MetricChart;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;

/** The training curves: loss, learning rate, speed, and accuracy on the verification sets. */
final class TrainingCurves {
    private static final String PREFIX = "eval/";
    private static final String ACCURACY = "/accuracy";

    private final ReportData data;
    private final Figures figures;

    TrainingCurves(ReportData data, Figures figures) {
        this.data = data;
        this.figures = figures;
    }

    void write(Markup html) {
        html.open("section").leaf("h2", "Training");
        html.open("div", "class", "charts");
        loss(html);
        accuracy(html);
        learningRate(html);
        speed(html);
        html.close().close();
    }

    private void loss(Markup html) {
        MetricSeries series = data.series(MetricTags.LOSS);
        double weight = weight(series.size());
        String points = Units.count(series.size())
                + " points, none dropped; the line is their debiased average with weight " + Numbers.fixed(weight, 2)
                + ", the band is every value." + broken(series);
        LineChartModel chart = MetricChart.smoothed("Loss", "loss", List.of(metric("Loss", series)), weight);
        figures.write(html, chart, points, course(series));
    }

    private static Metric metric(String name, MetricSeries series) {
        return Metric.of(name, series.steps(), series.values());
    }

    private static String broken(MetricSeries series) {
        long count = Arrays.stream(series.values())
                .filter(value -> !Double.isFinite(value))
                .count();
        if (count == 0) {
            return "";
        }
        int first = 0;
        while (Double.isFinite(series.values()[first])) {
            first++;
        }
        return " " + Units.count(count) + (count == 1 ? " value is" : " values are")
                + " not a number (mark at the upper edge), first at step "
                + Units.count(series.steps()[first]) + ".";
    }

    /** Averages over about a hundredth of the run, and never over fewer than five values or more than a hundred. */
    static double weight(int points) {
        return 1 - 1 / Math.min(100, Math.max(5, points / 100.0));
    }

    private void learningRate(Markup html) {
        MetricSeries series = data.series(MetricTags.LEARNING_RATE);
        figures.write(
                html,
                MetricChart.of("Learning rate", "learning rate", List.of(metric("Learning rate", series))),
                "",
                course(series));
    }

    private void speed(Markup html) {
        MetricSeries series = data.series(MetricTags.IMAGES_PER_SECOND);
        double mean = Arrays.stream(series.values())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        String caption =
                Double.isNaN(mean) ? "" : "Mean " + Units.rate(mean) + " images per second, all workers together";
        LineChartModel chart =
                MetricChart.smoothed("Speed", "images/s", List.of(metric("Speed", series)), weight(series.size()));
        figures.write(html, chart, caption, course(series));
    }

    private static String course(MetricSeries series) {
        return series.size() == 0
                ? series.tag()
                : series.tag() + " from " + Numbers.fixed(series.values()[0], 4) + " to "
                        + Numbers.fixed(series.last(), 4) + " over "
                        + Units.count(series.steps()[series.size() - 1]) + " steps";
    }

    private void accuracy(Markup html) {
        Map<String, MetricSeries> sets = accuracies();
        List<Metric> metrics = new ArrayList<>();
        sets.forEach((set, series) -> metrics.add(metric(set, series)));
        String words = sets.entrySet().stream()
                .map(set -> set.getKey() + " " + Numbers.percent(set.getValue().last()))
                .collect(Collectors.joining(", ", "accuracy by step: ", ""));
        figures.write(html, AccuracyChart.of(metrics), "", words);
    }

    /** By set: what the trainer logged, or where it logged nothing, the evaluations on disk. */
    private Map<String, MetricSeries> accuracies() {
        Map<String, MetricSeries> sets = new LinkedHashMap<>();
        for (String tag : data.tags()) {
            if (tag.startsWith(PREFIX) && tag.endsWith(ACCURACY)) {
                sets.put(tag.substring(PREFIX.length(), tag.length() - ACCURACY.length()), data.series(tag));
            }
        }
        for (Evaluation last : data.lastEvaluations()) {
            List<Evaluation> all = data.evaluations().stream()
                    .filter(evaluation -> evaluation.set().equals(last.set()))
                    .toList();
            sets.putIfAbsent(
                    last.set(),
                    new MetricSeries(
                            last.set(),
                            all.stream().mapToLong(Evaluation::step).toArray(),
                            new double[all.size()],
                            all.stream().mapToDouble(Evaluation::accuracy).toArray()));
        }
        return sets;
    }
}
