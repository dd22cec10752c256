package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.catalog.Metric;
import org.idem.chart.catalog.MetricChart;
import org.idem.chart.paint.ChartPicture;
import org.idem.core.AtomicFiles;
import org.idem.protocol.JsonLines;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A metric log written, read and drawn: how fast points are logged, and how long a chart of all of them takes to zoom. */
@Command(
        name = "metrics",
        description = "A log of metrics: writing, reading, and zooming a chart of every point.",
        mixinStandardHelpOptions = true)
final class MetricsBench implements Callable<Integer> {
    private static final List<String> TAGS =
            List.of("train/loss", "train/lr", "train/grad_norm", "train/images_per_second", "train/data_wait");
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 400;

    @Option(
            names = "--points",
            defaultValue = "10000000",
            description =
                    "Points of the chart (${DEFAULT-VALUE}); the log has a fifth of them as rows of five metrics.")
    private int points;

    @Option(names = "--frames", defaultValue = "60", description = "Zooms (${DEFAULT-VALUE}).")
    private int frames;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("idem-bench-metrics");
        try {
            MetricLog log = new MetricLog(folder);
            write(log);
            long began = System.nanoTime();
            MetricHistory history = new MetricHistory(log);
            history.poll();
            MetricSeries loss = history.series(TAGS.get(0));
            print("read", Map.of("points", points / TAGS.size() * TAGS.size(), "ms", Timings.rounded(millis(began))));
            zoom(loss);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        return 0;
    }

    private void write(MetricLog log) {
        Random random = new Random(1);
        int rows = points / TAGS.size();
        long began = System.nanoTime();
        try (MetricLog.Writer writer = log.openWriter()) {
            Map<String, Double> row = new LinkedHashMap<>();
            for (int step = 1; step <= rows; step++) {
                for (String tag : TAGS) {
                    row.put(tag, 5 + random.nextGaussian());
                }
                writer.add(step, step, row);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        print(
                "log",
                Map.of("points", rows * TAGS.size(), "points_per_second", Math.round(rows * TAGS.size() / seconds)));
    }

    /** The curve of the log, carried on to as many points as the chart is to have. */
    private void zoom(MetricSeries logged) {
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = i;
            y[i] = logged.values()[i % logged.size()] + Math.sin(i * 1e-6);
        }
        long began = System.nanoTime();
        LineChartModel model = MetricChart.smoothed("Loss", "loss", List.of(new Metric("Loss", x, y)), 0.9);
        print("chart", Map.of("points", points, "ms", Timings.rounded(millis(began))));
        double[] millis = new double[frames];
        double[] processor = new double[frames];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Random random = new Random(2);
        for (int i = -frames; i < frames; i++) {
            double width = points * Math.pow(10, -4 * random.nextDouble());
            double from = random.nextDouble() * (points - width);
            Viewport view = Viewport.FIT.withX(new AxisRange(from, from + width));
            long worked = threads.getCurrentThreadCpuTime();
            began = System.nanoTime();
            ChartPicture.of(model, view, ChartTheme.paper(), WIDTH, HEIGHT, 1);
            if (i >= 0) {
                millis[i] = millis(began);
                processor[i] = (threads.getCurrentThreadCpuTime() - worked) / 1e6;
            }
        }
        Arrays.sort(millis);
        Arrays.sort(processor);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("points", points);
        figures.put("median_ms", quantile(millis, 0.5));
        figures.put("p95_ms", quantile(millis, 0.95));
        figures.put("median_cpu_ms", quantile(processor, 0.5));
        figures.put("p95_cpu_ms", quantile(processor, 0.95));
        print("zoom", figures);
    }

    private static double quantile(double[] sorted, double share) {
        return Timings.rounded(sorted[(int) (share * (sorted.length - 1))]);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private void print(String what, Map<String, Object> figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "metrics");
        line.put("what", what);
        line.putAll(figures);
        out.println(JsonLines.format(line));
    }
}
