package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.metrics.ScoreHistogram;

/** How the cosines of both kinds of pairs are spread, each kind as a share of its own pairs. */
public final class ScoreChart {
    private ScoreChart() {}

    /**
     * Returns the histograms of both kinds of pairs, with lines at the thresholds.
     *
     * @param thresholds cosines from which pairs are accepted, with a word to each
     */
    public static LineChartModel of(ScoreHistogram histogram, List<ChartMark.VerticalLine> thresholds) {
        return chart(series("", 0, histogram)).withMarks(thresholds);
    }

    /**
     * The histograms of several verifications over each other.
     *
     * @param histograms by what the legend calls them, in its order
     */
    public static LineChartModel of(Map<String, ScoreHistogram> histograms) {
        List<ChartSeries> series = new ArrayList<>();
        histograms.forEach((name, histogram) ->
                series.addAll(series(histograms.size() == 1 ? "" : name + ", ", series.size(), histogram)));
        return chart(series);
    }

    private static LineChartModel chart(List<ChartSeries> series) {
        return new LineChartModel("Scores", "cosine", "share of pairs (%)", series);
    }

    private static List<ChartSeries> series(String whose, int color, ScoreHistogram histogram) {
        int bins = histogram.genuine().length;
        double width = (histogram.to() - histogram.from()) / bins;
        double[] edges = new double[bins + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = histogram.from() + i * width;
        }
        return List.of(
                ChartSeries.steps(whose + "one person", color, edges, percent(histogram.genuine())),
                ChartSeries.steps(whose + "two persons", color + 1, edges, percent(histogram.impostor())));
    }

    private static double[] percent(long[] counts) {
        double sum = Math.max(1, Arrays.stream(counts).sum());
        return Arrays.stream(counts).mapToDouble(count -> 100 * count / sum).toArray();
    }
}
