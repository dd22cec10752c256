package org.idem.ui.compare;

import java.util.List;
import java.util.Map;
import org.idem.chart.LineChartModel;
import org.idem.run.MetricSeries;
import org.idem.run.compare.Differences.Difference;
import org.idem.run.compare.ValuesAt;
import org.idem.ui.charts.ChartChoice;

/**
 * Several runs as they were read at one moment. Immutable.
 *
 * @param runs the runs, those that are gone left out
 * @param choice which metrics are drawn, and how
 * @param tags all metrics that were recorded, sorted
 * @param charts a chart for each metric that is drawn, in their order
 * @param differences what is not equal everywhere
 * @param values of each metric those of each run, in the order of the runs
 */
record ComparisonSnapshot(
        List<ComparedRun> runs,
        ChartChoice choice,
        List<String> tags,
        Map<String, LineChartModel> charts,
        List<Difference> differences,
        Map<String, List<Placed>> values) {

    /**
     * A metric of a run.
     *
     * @param series its values
     * @param x where they stand, ascending
     */
    record Placed(MetricSeries series, double[] x) {
        double at(double place) {
            return ValuesAt.of(series, x, place);
        }

        double end() {
            return x.length == 0 ? 0 : x[x.length - 1];
        }
    }

    /** How far the run went that went least far, by the metric that all have most of; 0 without values. */
    double commonEnd() {
        return ends().min().orElse(0);
    }

    /** How far the run went that went farthest. */
    double farthest() {
        return ends().max().orElse(0);
    }

    private java.util.stream.DoubleStream ends() {
        return java.util.stream.IntStream.range(0, runs.size()).mapToDouble(i -> values.values().stream()
                .mapToDouble(placed -> placed.get(i).end())
                .max()
                .orElse(0));
    }
}
