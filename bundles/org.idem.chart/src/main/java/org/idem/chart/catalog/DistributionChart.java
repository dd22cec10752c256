package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.List;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;

/** How values are spread and how that changes over the steps: a line through the medians over bands of half and of 90 % of all. */
public final class DistributionChart {
    private DistributionChart() {}

    /**
     * A spread at some places.
     *
     * @param name what the legend calls it
     * @param key by which it is found in other charts
     * @param style index into the palette
     * @param x ascending
     * @param low that a twentieth lies below, of each place
     * @param quarter that a quarter lies below
     * @param median that half lies below
     * @param threeQuarters that three quarters lie below
     * @param high that all but a twentieth lie below
     */
    public record Spread(
            String name,
            String key,
            int style,
            double[] x,
            double[] low,
            double[] quarter,
            double[] median,
            double[] threeQuarters,
            double[] high) {}

    /** Returns the chart; a spread that has no place in it is left out. */
    public static LineChartModel of(String title, String xLabel, String unit, List<Spread> spreads) {
        List<ChartSeries> series = new ArrayList<>();
        for (Spread one : spreads) {
            if (one.x().length > 0) {
                series.add(ChartSeries.line(one.name(), one.style(), one.x(), one.median())
                        .withKey(one.key())
                        .withBand(one.x(), one.quarter(), one.threeQuarters()));
                series.add(ChartSeries.line(one.name() + ", 90 %", one.style(), one.x(), one.median())
                        .withKey(one.key())
                        .withPoints(0)
                        .withBand(one.x(), one.low(), one.high()));
            }
        }
        return new LineChartModel(title, xLabel, unit, series);
    }
}
