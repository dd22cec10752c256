package org.idem.ui.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.idem.chart.ChartMark;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.OverlaidChart;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.RunDirectory;
import org.idem.run.compare.Differences;
import org.idem.run.compare.RunLegend;
import org.idem.run.compare.RunScale;
import org.idem.run.compare.RunStyles;
import org.idem.run.query.ConfigValues;
import org.idem.ui.charts.ChartChoice;
import org.idem.ui.charts.SpreadChart;
import org.idem.ui.compare.ComparisonSnapshot.Placed;

/** Reads several runs again and again, of metrics only what was added. Thread-safe. */
final class ComparisonReader {
    private static final double SMOOTHING = 0.9;
    /** Charts of long runs take a while to build: they are given this many times as long a rest. */
    private static final int REST_FACTOR = 10;

    private final List<Path> folders;
    private final Path workFolder;
    private final Supplier<Collection<Integer>> stylesOfOthers;
    private final Map<RunDirectory, MetricHistory> histories = new HashMap<>();
    private final ComparedEvents events = new ComparedEvents();
    private List<ComparedRun> runs = List.of();
    private List<Differences.Difference> differences = List.of();
    private volatile ChartChoice choice;
    /** Whether the choice is another than that of the charts that were built. */
    private volatile boolean chosen;

    private boolean pending = true;
    private long built;
    private long building;

    /** {@code stylesOfOthers} are those that runs of the folder have already. */
    ComparisonReader(List<Path> folders, Path workFolder, Supplier<Collection<Integer>> stylesOfOthers) {
        this.folders = folders;
        this.workFolder = workFolder;
        this.stylesOfOthers = stylesOfOthers;
    }

    ChartChoice choice() {
        if (choice == null) {
            choice = ChartChoice.read(workFolder);
        }
        return choice;
    }

    /** Draws otherwise from the next reading on. Does not wait for one that goes on. */
    void setChoice(ChartChoice now) {
        choice = now;
        chosen = true;
    }

    void keepChoice() {
        choice().write(workFolder);
    }

    /** The runs as they are now, or null when nothing of them has changed. */
    synchronized ComparisonSnapshot read() {
        if (chosen) {
            chosen = false;
            pending = true;
            building = 0;
        }
        openRuns();
        for (ComparedRun run : runs) {
            pending |= histories.get(run.run()).poll();
        }
        boolean rested = System.nanoTime() - built >= REST_FACTOR * building;
        if (!pending || !rested) {
            return null;
        }
        long began = System.nanoTime();
        ComparisonSnapshot snapshot = snapshot(choice());
        pending = false;
        built = System.nanoTime();
        building = built - began;
        return snapshot;
    }

    /** Runs that are gone, or have come back, make another comparison. */
    private void openRuns() {
        List<RunDirectory> there = folders.stream()
                .filter(folder -> Files.isDirectory(folder) && RunDirectory.isRun(folder))
                .map(RunDirectory::open)
                .toList();
        if (!runs.isEmpty() && there.equals(runs.stream().map(ComparedRun::run).toList())) {
            return;
        }
        List<Map<String, String>> configs =
                there.stream().map(run -> ConfigValues.read(run.configFile())).toList();
        List<String> legends =
                RunLegend.of(there.stream().map(RunDirectory::name).toList(), configs);
        List<Integer> styles = RunStyles.of(there, stylesOfOthers.get());
        List<ComparedRun> now = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            RunDirectory run = there.get(i);
            histories.computeIfAbsent(run, one -> new MetricHistory(one.metrics()));
            now.add(new ComparedRun(
                    run, legends.get(i), styles.get(i), configs.get(i), RunScale.of(run, configs.get(i))));
        }
        runs = now;
        differences = Differences.of(there, configs);
        pending = true;
    }

    private ComparisonSnapshot snapshot(ChartChoice now) {
        TreeSet<String> tags = new TreeSet<>();
        runs.forEach(run -> tags.addAll(histories.get(run.run()).tags()));
        Map<String, List<Placed>> values = new LinkedHashMap<>();
        for (String tag : tags) {
            values.put(tag, runs.stream().map(run -> placed(run, tag, now)).toList());
        }
        List<ChartMark> happened = runs.stream()
                .flatMap(run -> events.marks(run, curveName(run), histories.get(run.run()), now.axis()).stream())
                .toList();
        Map<String, LineChartModel> charts = new LinkedHashMap<>();
        for (String tag : now.shown(tags)) {
            charts.put(tag, chart(tag, values.getOrDefault(tag, List.of()), now).withMarks(happened));
        }
        runs.forEach(run -> tags.addAll(histories.get(run.run()).histogramTags()));
        return new ComparisonSnapshot(runs, now, List.copyOf(tags), charts, differences, values);
    }

    private Placed placed(ComparedRun run, String tag, ChartChoice now) {
        MetricSeries series = histories.get(run.run()).series(tag);
        double[] x = now.axis().of(series, run.scale());
        boolean known = x.length == 0 || !Double.isNaN(x[0]);
        return known
                ? new Placed(series, x)
                : new Placed(new MetricSeries(tag, new long[0], new double[0], new double[0]), new double[0]);
    }

    private LineChartModel chart(String tag, List<Placed> placed, ChartChoice now) {
        if (runs.stream()
                .anyMatch(run -> histories.get(run.run()).histogramTags().contains(tag))) {
            SpreadChart chart = new SpreadChart(tag, now.axis());
            runs.forEach(run -> chart.add(
                    curveName(run),
                    run.key(),
                    run.style(),
                    histories.get(run.run()).histograms(tag),
                    run.scale()));
            return chart.model();
        }
        List<OverlaidChart.Curve> curves = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            Placed one = placed.get(i);
            if (one.series().size() > 0) {
                ComparedRun run = runs.get(i);
                curves.add(new OverlaidChart.Curve(
                        run.key(),
                        curveName(run),
                        run.style(),
                        one.x(),
                        one.series().values()));
            }
        }
        boolean smooth = now.smoothed() && tag.startsWith("train/") && !tag.endsWith("/lr");
        return OverlaidChart.of(tag, now.axis().label(), curves, smooth ? SMOOTHING : 0);
    }

    /** What differs stands above all charts: in each of them the short names leave room for the curves. */
    private String curveName(ComparedRun run) {
        return run.run().nameAmong(runs.stream().map(ComparedRun::run).toList());
    }
}
