package org.idem.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.idem.chart.catalog.OverlaidChart;
import org.idem.run.Evaluation;
import org.idem.run.MetricSeries;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.compare.RunLegend;
import org.idem.run.query.ConfigValues;

/** What a report on several runs tells, read once. */
final class ComparedRuns {
    private final List<ReportData> runs;
    private final List<Map<String, String>> configs;
    private final List<String> legends;
    private final List<Integer> styles;

    ComparedRuns(List<RunDirectory> compared, Clock clock) {
        runs = compared.stream().map(run -> new ReportData(run, clock)).toList();
        configs = compared.stream()
                .map(run -> ConfigValues.read(run.configFile()))
                .toList();
        legends = RunLegend.of(compared.stream().map(RunDirectory::name).toList(), configs);
        styles = styles(compared);
    }

    /** The styles that the runs have; one without gets the first that is free, and keeps nothing of it. */
    private static List<Integer> styles(List<RunDirectory> compared) {
        List<Integer> own =
                compared.stream().map(run -> RunLabels.read(run).style()).toList();
        Set<Integer> taken = new LinkedHashSet<>(own);
        List<Integer> styles = new ArrayList<>();
        for (int style : own) {
            styles.add(style == RunLabels.NO_STYLE || styles.contains(style) ? nextFree(taken) : style);
        }
        return styles;
    }

    private static int nextFree(Set<Integer> taken) {
        int free = 0;
        while (!taken.add(free)) {
            free++;
        }
        return free;
    }

    int count() {
        return runs.size();
    }

    ReportData run(int index) {
        return runs.get(index);
    }

    List<ReportData> all() {
        return runs;
    }

    List<RunDirectory> directories() {
        return runs.stream().map(ReportData::run).toList();
    }

    List<Map<String, String>> configs() {
        return configs;
    }

    /** What tells a run from the others. */
    String legend(int index) {
        return legends.get(index);
    }

    /** Every metric of every run. */
    Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        runs.forEach(run -> tags.addAll(run.tags()));
        return tags;
    }

    /** The curves of a metric over the steps; runs that did not record it are left out. */
    List<OverlaidChart.Curve> curves(String tag) {
        List<OverlaidChart.Curve> curves = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            MetricSeries series = runs.get(i).series(tag);
            if (series.size() > 0) {
                double[] steps = Arrays.stream(series.steps()).asDoubleStream().toArray();
                curves.add(new OverlaidChart.Curve(
                        runs.get(i).run().path().toString(), name(i), styles.get(i), steps, series.values()));
            }
        }
        return curves;
    }

    /** A run's name without the moment that it began at, where that names one of them only. */
    String name(int index) {
        return runs.get(index).run().nameAmong(directories());
    }

    /** Every set that a run was verified on. */
    Set<String> sets() {
        Set<String> sets = new TreeSet<>();
        runs.forEach(run -> run.lastEvaluations().stream().map(Evaluation::set).forEach(sets::add));
        return sets;
    }
}
