package org.idem.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.catalog.Metric;
import org.idem.chart.catalog.MetricChart;
import org.idem.chart.catalog.OverlaidChart;
import org.idem.chart.paint.ChartPicture;
import org.idem.core.AtomicFiles;
import org.idem.protocol.JsonLines;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.idem.run.TensorBoardWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many long runs in one chart, and one of them opened: read and drawn for the first time, beside TensorBoard reading the same. */
@Command(
        name = "curves",
        description = "Many long runs in one chart: redrawing it, and opening one of them beside TensorBoard.",
        mixinStandardHelpOptions = true)
final class CurvesBench implements Callable<Integer> {
    private static final String TAG = "train/loss";
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 800;
    private static final double SMOOTHING = 0.9;

    @Option(names = "--runs", defaultValue = "50", description = "Runs in the chart (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--points", defaultValue = "1000000", description = "Points of each (${DEFAULT-VALUE}).")
    private int points;

    @Option(names = "--frames", defaultValue = "40", description = "Redraws (${DEFAULT-VALUE}).")
    private int frames;

    @Option(names = "--peer-python", paramLabel = "FILE", description = "A Python that has tensorboard.")
    private Path python;

    @Option(
            names = "--peer-script",
            paramLabel = "FILE",
            defaultValue = "bundles/org.idem.bench/peers/tensorboard_load.py",
            description = "What it runs (${DEFAULT-VALUE}).")
    private Path script;

    private final PrintStream out = System.out;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public Integer call() throws IOException {
        open();
        for (double weight : new double[] {0, SMOOTHING}) {
            redraw(weight);
        }
        return 0;
    }

    private double[] values(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = 10 / Math.sqrt(1 + 1e-4 * i) + 0.02 * seed + 0.3 * random.nextGaussian();
        }
        return values;
    }

    /** A run is opened when its first chart is drawn. */
    private void open() throws IOException {
        Path folder = Files.createTempDirectory("idem-bench-curves");
        try {
            double[] values = values(0);
            try (MetricLog.Writer writer = new MetricLog(folder.resolve("log")).openWriter()) {
                for (int i = 0; i < points; i++) {
                    writer.add(i + 1L, i, Map.of(TAG, values[i]));
                }
            }
            for (int turn = 0; turn < 3; turn++) {
                long began = System.nanoTime();
                long worked = threads.getCurrentThreadCpuTime();
                MetricHistory history = new MetricHistory(new MetricLog(folder.resolve("log")));
                history.poll();
                MetricSeries series = history.series(TAG);
                draw(
                        MetricChart.smoothed(
                                "Loss", "loss", List.of(Metric.of(TAG, series.steps(), series.values())), SMOOTHING),
                        Viewport.FIT);
                print("open one", Map.of("points", points, "ms", millis(began), "cpu_ms", processor(worked)));
            }
            if (python != null) {
                openByPeer(folder.resolve("events"), values);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private void openByPeer(Path events, double[] values) throws IOException {
        try (TensorBoardWriter writer = new TensorBoardWriter(events)) {
            for (int i = 0; i < points; i++) {
                writer.scalar(TAG, i + 1L, i, values[i]);
            }
        }
        new Peer(python, script)
                .run(List.of(events.toString()))
                .values()
                .forEach(line -> print(
                        "open one, TensorBoard",
                        Map.of(
                                "ms", line.path("ms").asDouble(),
                                "cpu_ms", line.path("cpu_ms").asDouble(),
                                "points_kept", line.path("points_kept").asLong())));
    }

    private void redraw(double weight) {
        double[] steps = new double[points];
        Arrays.setAll(steps, i -> i + 1);
        List<OverlaidChart.Curve> curves = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            curves.add(new OverlaidChart.Curve("run" + run, "run " + run, run, steps, values(run)));
        }
        LineChartModel model = OverlaidChart.of(TAG, "step", curves, weight);
        curves.clear();
        SplittableRandom random = new SplittableRandom(2);
        double[] processor = new double[Math.max(1, frames)];
        for (int i = -frames / 2; i < processor.length; i++) {
            double width = points * Math.pow(10, -4 * random.nextDouble());
            double from = random.nextDouble() * (points - width);
            long worked = threads.getCurrentThreadCpuTime();
            draw(model, Viewport.FIT.withX(new AxisRange(from, from + width)));
            if (i >= 0) {
                processor[i] = processor(worked);
            }
        }
        Arrays.sort(processor);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs", runs);
        figures.put("points", points);
        figures.put("bands", weight > 0);
        figures.put("median_cpu_ms", processor[processor.length / 2]);
        figures.put("p95_cpu_ms", processor[(int) (0.95 * (processor.length - 1))]);
        print("redraw", figures);
    }

    private static void draw(LineChartModel model, Viewport view) {
        ChartPicture.of(model, view, ChartTheme.paper(), WIDTH, HEIGHT, 1);
    }

    private static double millis(long began) {
        return Timings.rounded((System.nanoTime() - began) / 1e6);
    }

    private double processor(long before) {
        return Timings.rounded((threads.getCurrentThreadCpuTime() - before) / 1e6);
    }

    private void print(String what, Map<String, Object> figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "curves");
        line.put("what", what);
        line.putAll(figures);
        out.println(JsonLines.format(line));
    }
}
