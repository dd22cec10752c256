package org.idem.chart.catalog;

import java.util.Arrays;
import java.util.List;
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
        int bins = histogram.genuine().length;
        double width = (histogram.to() - histogram.from()) / bins;
        double[] edges = new double[bins + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = histogram.from() + i * width;
        }
        return new LineChartModel(
                        "Scores",
                        "cosine",
                        "share of pairs (%)",
                        List.of(
                                ChartSeries.steps("one person", 0, edges, percent(histogram.genuine())),
                                ChartSeries.steps("two persons", 1, edges, percent(histogram.impostor()))))
                .withMarks(thresholds);
    }

    private static double[] percent(long[] counts) {
        double sum = Math.max(1, Arrays.stream(counts).sum());
        return Arrays.stream(counts).mapToDouble(count -> 100 * count / sum).toArray();
    }
}
