package org.idem.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.chart.catalog.ScoreChart;
import org.idem.chart.paint.ChartPicture;
import org.idem.metrics.OperatingPoint;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the verification editor does with many scores: the ROC and its charts, once, and a step of the threshold's slider, which
 * counts errors anew and draws the spread of scores with a line at the threshold. Without a window.
 */
@Command(
        name = "scores",
        description = "The ROC of millions of scores, its charts, and a step of the threshold's slider.",
        mixinStandardHelpOptions = true)
final class ScoresBench implements Callable<Integer> {
    private static final int BINS = 80;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 500;
    private static final int WARM = 30;
    private static final int PAINTINGS = 9;

    @Option(names = "--impostors", defaultValue = "10000000", description = "Impostor pairs (${DEFAULT-VALUE}).")
    private int impostors;

    @Option(names = "--genuine", defaultValue = "1000000", description = "Genuine pairs (${DEFAULT-VALUE}).")
    private int genuine;

    @Option(names = "--steps", defaultValue = "200", description = "Steps of the slider (${DEFAULT-VALUE}).")
    private int steps;

    private final PrintStream out = System.out;
    private final ChartTheme theme = ChartTheme.paper();

    @Override
    public Integer call() {
        double[] scores = new double[impostors + genuine];
        boolean[] same = new boolean[scores.length];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < scores.length; i++) {
            same[i] = i % (1 + impostors / Math.max(1, genuine)) == 0;
            scores[i] = (float) ((same[i] ? 0.55 : 0.05)
                    + 0.1
                            * (random.nextDouble()
                                    + random.nextDouble()
                                    + random.nextDouble()
                                    + random.nextDouble()
                                    - 2));
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "scores");
        line.put("pairs", scores.length);
        Roc[] roc = new Roc[1];
        line.put(
                "roc_s",
                Timings.rounded(
                        Timings.of(1, () -> roc[0] = Roc.of(scores, same)).median()));
        LineChartModel[] charts = new LineChartModel[2];
        Timings drawn = Timings.of(1, () -> {
            charts[0] = RocChart.of(roc[0]);
            charts[1] = DetChart.of(roc[0]);
        });
        line.put("charts_s", Timings.rounded(drawn.median()));
        for (LineChartModel chart : charts) {
            String name = chart.title().toLowerCase(Locale.ROOT);
            line.put(name + "_points", chart.points());
            line.put(name + "_paint_cpu_ms", Timings.milliseconds(cpuSeconds(PAINTINGS, () -> paint(chart))));
            line.put(
                    name + "_paint_ms",
                    Timings.milliseconds(
                            Timings.of(PAINTINGS, () -> paint(chart)).median()));
        }
        step(line, roc[0], ScoreChart.of(ScoreHistogram.of(scores, same, BINS), List.of()));
        out.println(JsonLines.format(line));
        return 0;
    }

    /** Processor time of this thread for one turn of several. */
    private static double cpuSeconds(int turns, Runnable work) {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < turns; i++) {
            work.run();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9 / turns;
    }

    private void step(Map<String, Object> line, Roc roc, LineChartModel plain) {
        int[] at = {0};
        Runnable step = () -> {
            double cosine = 2.0 * (at[0]++ % steps) / steps - 1;
            OperatingPoint point = roc.accepting(cosine);
            String word = String.format(Locale.ROOT, "threshold %.4f %d", cosine, point.falseAccepts());
            paint(plain.withMarks(List.of(new ChartMark.VerticalLine(cosine, word))));
        };
        Timings.of(WARM, step);
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Timings timed = Timings.of(steps, step);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        double[] sorted = timed.seconds().clone();
        Arrays.sort(sorted);
        line.put("step_cpu_ms", Timings.milliseconds(spent / 1e9 / steps));
        line.put("step_ms", Timings.milliseconds(timed.median()));
        line.put("step_ms_p95", Timings.milliseconds(sorted[(int) (0.95 * (sorted.length - 1))]));
    }

    private void paint(LineChartModel chart) {
        ChartPicture.of(chart, Viewport.of(chart), theme, WIDTH, HEIGHT, 1);
    }
}
