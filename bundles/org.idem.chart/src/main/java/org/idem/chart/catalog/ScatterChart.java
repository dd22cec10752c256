package org.idem.chart.catalog;

import java.util.List;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;

/** Two figures of each of several things against each other. */
public final class ScatterChart {
    private static final double MARGIN = 0.06;

    private ScatterChart() {}

    /**
     * One of the things.
     *
     * @param key by which it is found in other charts
     * @param name what the legend calls it
     * @param style index into the palette
     * @param x its place from left to right; NaN without one
     * @param y its place upwards; NaN without one
     */
    public record Dot(String key, String name, int style, double x, double y) {
        boolean isPlaced() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** The chart of those that have both figures. */
    public static LineChartModel of(ChartAxis x, ChartAxis y, List<Dot> dots) {
        List<Dot> placed = dots.stream().filter(Dot::isPlaced).toList();
        List<ChartSeries> series = placed.stream()
                .map(dot -> ChartSeries.line(dot.name(), dot.style(), new double[] {dot.x()}, new double[] {dot.y()})
                        .withDots()
                        .withKey(dot.key()))
                .toList();
        ChartAxis across = x.limits() == null ? roomy(x, placed) : x;
        return new LineChartModel(y.label() + " over " + x.label(), across, y, series, List.of());
    }

    /** Dots at the ends are whole dots. */
    private static ChartAxis roomy(ChartAxis axis, List<Dot> dots) {
        double low = dots.stream().mapToDouble(Dot::x).min().orElse(0);
        double high = dots.stream().mapToDouble(Dot::x).max().orElse(0);
        double by = MARGIN * (high - low);
        return low < high ? axis.within(low - by, high + by) : axis;
    }
}
