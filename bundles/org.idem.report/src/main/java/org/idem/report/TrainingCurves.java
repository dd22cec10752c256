package org.idem.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.idem.core.Units;
import org.idem.run.MetricTags;
import org.idem.run.Downsample;
import org.idem.run.Evaluation;
import org.idem.run.MetricSeries;
import org.idem.run.MinMaxBins;

/** The training curves: loss, learning rate, speed, and accuracy on the verification sets. */
final class TrainingCurves {
    private static final String PREFIX = "eval/";
    private static final String ACCURACY = "/accuracy";
    private static final int STYLES = 6;

    private final ReportData data;

    TrainingCurves(ReportData data) {
        this.data = data;
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
        MetricSeries smooth = new MetricSeries(
                series.tag(), series.steps(), series.wall(), Downsample.debiasedEma(series.values(), weight));
        String points = Units.count(series.size())
                + " points, none dropped; the line is their debiased average with weight " + Numbers.fixed(weight, 2)
                + ", the band is every value." + broken(series);
        figure(html, "Loss", points, bandAndLine(series, smooth, "c0", Axis.Scale.LINEAR));
    }

    private static String broken(MetricSeries series) {
        long count = series.size() - finite(series).length;
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
        figure(html, "Learning rate", "", bandAndLine(series, series, "c1", Axis.Scale.LINEAR));
    }

    private void speed(Markup html) {
        MetricSeries series = data.series(MetricTags.IMAGES_PER_SECOND);
        double mean = Arrays.stream(series.values())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        String caption =
                Double.isNaN(mean) ? "" : "Mean " + Units.rate(mean) + " images per second, all workers together";
        figure(html, "Images per second", caption, bandAndLine(series, series, "c2", Axis.Scale.LINEAR));
    }

    /** Null when there is nothing to draw. */
    private static Markup bandAndLine(MetricSeries series, MetricSeries smooth, String style, Axis.Scale scale) {
        double[] finite = finite(series);
        if (finite.length == 0) {
            return null;
        }
        double first = series.steps()[0];
        double last = Math.max(first + 1, series.steps()[series.size() - 1]);
        double low = DoubleStream.of(finite).min().orElseThrow();
        double high = DoubleStream.of(finite).max().orElseThrow();
        Chart chart = new Chart(
                new Axis("step", first, last, Axis.Scale.LINEAR),
                Axis.rounded(series.tag(), low > 0 && low < high / 2 ? 0 : low, high, scale));
        MinMaxBins raw = Downsample.minMax(series, first, last, Chart.PLOT_WIDTH);
        MinMaxBins line = Downsample.minMax(smooth, first, last, Chart.PLOT_WIDTH);
        trace(chart, raw, line, series == smooth ? null : style, style);
        return chart.draw(series.tag() + " from " + Numbers.fixed(series.values()[0], 4) + " to "
                + Numbers.fixed(series.last(), 4) + " over " + Units.count((long) last) + " steps");
    }

    private static void trace(Chart chart, MinMaxBins raw, MinMaxBins line, String band, String style) {
        double[] xs = new double[raw.size()];
        double[] ys = new double[raw.size()];
        for (int c = 0; c < xs.length; c++) {
            xs[c] = raw.center(c);
            ys[c] = (line.min()[c] + line.max()[c]) / 2;
            if (raw.nonFinite()[c] > 0) {
                chart.alarm(xs[c]);
            }
        }
        if (band != null) {
            chart.band(band, xs, raw.min(), raw.max());
        }
        chart.line(style, xs, ys);
    }

    private static double[] finite(MetricSeries series) {
        return Arrays.stream(series.values()).filter(Double::isFinite).toArray();
    }

    private void accuracy(Markup html) {
        Map<String, MetricSeries> sets = accuracies();
        Chart chart = accuracyChart(sets);
        if (chart == null) {
            figure(html, "Verification accuracy", "", null);
            return;
        }
        List<String> words = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, MetricSeries> set : sets.entrySet()) {
            MetricSeries series = set.getValue();
            String style = "c" + number++ % STYLES;
            double[] xs = Arrays.stream(series.steps()).asDoubleStream().toArray();
            chart.line(style, xs, series.values()).dots(style, xs, series.values(), titles(set.getKey(), series));
            words.add(set.getKey() + " " + Numbers.percent(series.last()));
        }
        Markup drawing = chart.draw("accuracy by step: " + String.join(", ", words));
        figure(html, "Verification accuracy", "", drawing, sets.keySet());
    }

    /** Axes that hold every set, with the level of chance where the curves come near it; null without values. */
    private static Chart accuracyChart(Map<String, MetricSeries> sets) {
        DoubleSummaryStatistics values = sets.values().stream()
                .flatMapToDouble(set -> DoubleStream.of(finite(set)))
                .summaryStatistics();
        if (values.getCount() == 0) {
            return null;
        }
        long last = sets.values().stream()
                .flatMapToLong(set -> LongStream.of(set.steps()))
                .max()
                .orElse(1);
        double low = values.getMin();
        double floor = low < 0.7 ? Math.min(low, 0.5) : low - (1 - low) * 0.2;
        Axis accuracy =
                Axis.rounded("accuracy", Math.max(0, floor), Math.min(1, values.getMax() + 0.02), Axis.Scale.PERCENT);
        return new Chart(new Axis("step", 0, last, Axis.Scale.LINEAR), accuracy).level(0.5, "chance");
    }

    private static String[] titles(String set, MetricSeries series) {
        String[] titles = new String[series.size()];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = String.format(
                    Locale.ROOT, "%s, step %,d: %s", set, series.steps()[i], Numbers.percent(series.values()[i]));
        }
        return titles;
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

    private static void figure(Markup html, String title, String caption, Markup drawing) {
        figure(html, title, caption, drawing, List.of());
    }

    /** A drawing with its title, legend and caption; a word in its place when there is nothing to draw. */
    static void figure(Markup html, String title, String caption, Markup drawing, Iterable<String> legend) {
        html.open("figure").leaf("h3", title);
        if (drawing == null) {
            html.leaf("p", "Nothing was logged.", "class", "none");
        } else {
            html.append(drawing);
        }
        int number = 0;
        html.open("ul", "class", "legend");
        for (String name : legend) {
            html.open("li")
                    .leaf("span", "", "class", "swatch c" + number++ % STYLES)
                    .text(name)
                    .close();
        }
        html.close();
        html.leaf("figcaption", caption).close();
    }
}
