package org.idem.chart.catalog;

import java.util.Arrays;
import java.util.List;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;

/** How often values fall into each of several bars. */
public final class HistogramChart {
    private HistogramChart() {}

    /**
     * Bars over linear axes.
     *
     * @param edges where the bars begin, and where the last one ends
     * @param counts one less
     */
    public static LineChartModel of(String title, String values, String counted, double[] edges, int[] counts) {
        return of(title, ChartAxis.linear(values), ChartAxis.linear(counted), edges, counts);
    }

    /** Bars over logarithmic axes: edges are above zero, and a bar of none is not drawn. */
    public static LineChartModel ofLog(String title, String values, String counted, double[] edges, int[] counts) {
        int most = Arrays.stream(counts).max().orElse(1);
        ChartAxis y = ChartAxis.log(counted).within(0.5, Math.max(2, 2.0 * most));
        return of(title, ChartAxis.log(values), y, edges, counts);
    }

    private static LineChartModel of(String title, ChartAxis x, ChartAxis y, double[] edges, int[] counts) {
        if (Arrays.stream(counts).allMatch(count -> count == 0)) {
            return LineChartModel.empty(title);
        }
        double[] heights = Arrays.stream(counts).asDoubleStream().toArray();
        long sum = Arrays.stream(counts).asLongStream().sum();
        ChartSeries bars = ChartSeries.steps(title, 0, edges, heights).withPoints(sum);
        return new LineChartModel(title, x, y, List.of(bars), List.of());
    }
}
