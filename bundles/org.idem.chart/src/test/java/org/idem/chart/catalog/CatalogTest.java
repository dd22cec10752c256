package org.idem.chart.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.LineChartModel;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final int PAIRS = 4000;

    private final double[] scores = new double[PAIRS];
    private final boolean[] same = new boolean[PAIRS];

    CatalogTest() {
        Random random = new Random(1);
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i % 2 == 0;
            scores[i] = (same[i] ? 0.55 : 0.05) + 0.13 * random.nextGaussian();
        }
    }

    @Test
    void aRocHasEveryThresholdAndItsIntervalAroundIt() {
        Roc roc = Roc.of(scores, same);
        LineChartModel chart = RocChart.of(roc);
        ChartSeries curve = chart.series().get(0);
        assertEquals(roc.size(), curve.line().size());
        assertTrue(chart.x().log() && !chart.y().log());
        assertEquals(0.5 / roc.impostor(), curve.line().x()[0], "no false accept is drawn at half a pair");
        assertArrayEquals(
                Arrays.stream(roc.tar()).map(tar -> 100 * tar).toArray(),
                curve.line().y());
        assertIntervals(curve);
        assertEquals(
                new ChartMark.Region(0.5 / 2000, 30.0 / 2000, "fewer than 30 errors"),
                chart.marks().get(0));
    }

    @Test
    void aDetMirrorsTheRocAndMarksTheEqualErrorRate() {
        Roc roc = Roc.of(scores, same);
        LineChartModel chart = DetChart.logarithmic(Map.of("DET", roc));
        assertTrue(chart.x().log() && chart.y().log());
        assertDet(roc, chart);
        LineChartModel deviates = DetChart.of(roc);
        assertEquals(AxisMapping.PROBIT, deviates.x().mapping());
        assertEquals(AxisMapping.PROBIT, deviates.y().mapping());
        assertEquals(new AxisRange(1e-4, 0.5), deviates.x().limits());
        assertDet(roc, deviates);
    }

    @Test
    void aCurveOfVeryManyPairsIsThinnedAndKeepsItsCorners() {
        Random random = new Random(3);
        double[] many = new double[400_000];
        boolean[] kinds = new boolean[many.length];
        for (int i = 0; i < many.length; i++) {
            kinds[i] = i % 4 == 0;
            many[i] = (kinds[i] ? 3 : 0) + random.nextGaussian();
        }
        Roc roc = Roc.of(many, kinds);
        LineChartModel chart = DetChart.logarithmic(Map.of("DET", roc));
        DataPoints line = chart.series().get(0).line();
        assertTrue(roc.size() > 150_000 && line.size() < 40_000, roc.size() + " and " + line.size());
        double least = 0.5 / roc.impostor();
        int at = 0;
        for (int i = 0; i < roc.size(); i++) {
            double far = Math.max(least, roc.far()[i]);
            while (at + 1 < line.size() && line.x()[at + 1] <= far) {
                at++;
            }
            double frr = Math.max(0.5 / roc.genuine(), 1 - roc.tar()[i]);
            double before = line.y()[at];
            double after = line.y()[Math.min(line.size() - 1, at + 1)];
            boolean within = frr <= before * 1.002 && frr >= after / 1.002;
            boolean beside = line.x()[at] == far;
            assertTrue(within || beside, "point " + i + ": " + frr + " between " + before + " and " + after);
        }
        assertEquals(line.x()[line.size() - 1], 1);
    }

    private static void assertDet(Roc roc, LineChartModel chart) {
        ChartSeries curve = chart.series().get(0);
        for (int i = 0; i < roc.size(); i++) {
            assertEquals(
                    Math.max(0.5 / roc.genuine(), 1 - roc.tar()[i]),
                    curve.line().y()[i]);
        }
        assertIntervals(curve);
        ChartMark.HorizontalLine equal =
                (ChartMark.HorizontalLine) chart.marks().get(1);
        assertEquals(roc.eer(), equal.y());
        assertTrue(equal.label().matches("equal error rate [0-9.]+ %"), equal.label());
    }

    private static void assertIntervals(ChartSeries curve) {
        DataPoints low = curve.band().low();
        DataPoints high = curve.band().high();
        assertTrue(low.size() > 10 && low.size() <= curve.line().size());
        for (int i = 0; i < low.size(); i++) {
            int at = curve.line().firstFrom(low.x()[i]);
            assertEquals(low.x()[i], curve.line().x()[at]);
            assertTrue(low.y()[i] <= high.y()[i]);
        }
        assertEquals(curve.line().x()[curve.line().size() - 1], low.x()[low.size() - 1]);
    }

    @Test
    void aRocOfTwoPairsCanBeDrawn() {
        Roc roc = Roc.of(new double[] {0.9, 0.1}, new boolean[] {true, false});
        assertEquals(3, RocChart.of(roc).points());
        assertEquals(3, DetChart.of(roc).points());
    }

    @Test
    void scoresAreSharesOfTheirOwnKind() {
        LineChartModel chart = ScoreChart.of(
                ScoreHistogram.of(scores, same, 20), List.of(new ChartMark.VerticalLine(0.3, "FAR 1e-2")));
        for (ChartSeries kind : chart.series()) {
            double[] heights = kind.line().y();
            double sum = 0;
            for (int i = 0; i < heights.length; i += 2) {
                sum += heights[i];
            }
            assertEquals(100, sum, 1e-9);
        }
        assertEquals(1, chart.marks().size());
    }

    @Test
    void aSmoothedMetricKeepsEveryValueInItsBand() {
        double[] steps = {0, 10, 20, 30, 40};
        double[] values = {5, Double.NaN, 3, 9, 1};
        ChartSeries curve = MetricChart.smoothed("Loss", "loss", List.of(new Metric("Loss", steps, values)), 0.9)
                .series()
                .get(0);
        assertEquals("EMA 0.90, debiased", curve.name());
        assertEquals(5, curve.points());
        assertArrayEquals(new double[] {10}, curve.notFinite());
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                assertTrue(curve.band().low().y()[i] <= values[i]);
                assertTrue(curve.band().high().y()[i] >= values[i]);
            }
        }
        assertEquals(3, curve.band().low().y()[1], "a NaN hides no neighbour");
    }

    @Test
    void accuraciesAreDotsInPercentWithTheLevelOfChance() {
        Metric lfw = Metric.of("LFW", new long[] {100, 200}, new double[] {0.9, 0.99});
        LineChartModel chart = AccuracyChart.of(List.of(lfw, lfw));
        assertEquals(4, chart.points());
        assertArrayEquals(new double[] {90, 99}, chart.series().get(1).line().y(), 1e-9);
        assertTrue(chart.series().get(0).hasDots());
        assertEquals(List.of(new ChartMark.HorizontalLine(50, "chance")), chart.marks());
        assertFalse(chart.x().log());
    }

    @Test
    void aHistogramHasABarForEachCountAndStandsForAllThatWasCounted() {
        LineChartModel chart =
                HistogramChart.of("Sizes", "pixels", "images", new double[] {0, 8, 16}, new int[] {3, 4});
        ChartSeries bars = chart.series().get(0);
        assertArrayEquals(new double[] {0, 8, 8, 16}, bars.line().x());
        assertArrayEquals(new double[] {3, 3, 4, 4}, bars.line().y());
        assertEquals(7, bars.points());
        assertEquals(
                0,
                HistogramChart.of("Sizes", "", "", new double[] {0, 1}, new int[1])
                        .series()
                        .size());
    }

    @Test
    void aLogarithmicHistogramKeepsBarsOfOneInView() {
        LineChartModel chart =
                HistogramChart.ofLog("People", "images", "people", new double[] {1, 2, 4}, new int[] {1, 1000});
        assertTrue(chart.x().log() && chart.y().log());
        assertTrue(chart.y().limits().low() < 1 && chart.y().limits().high() > 1000);
    }

    @Test
    void aDistributionHasBandsOfHalfAndOfNineTenths() {
        double[] x = {1, 2};
        double[] none = {};
        LineChartModel chart = DistributionChart.of(
                "Cosines",
                "step",
                "",
                List.of(
                        new DistributionChart.Spread("own", "k", 3, x, at(-5), at(-2), at(0), at(2), at(5)),
                        new DistributionChart.Spread("no", "n", 4, none, none, none, none, none, none)));
        assertEquals(
                List.of("own", "own, 90 %"),
                chart.series().stream().map(ChartSeries::name).toList());
        assertArrayEquals(at(-2), chart.series().get(0).band().low().y());
        assertArrayEquals(at(5), chart.series().get(1).band().high().y());
        assertEquals(3, chart.series().get(1).color());
        assertEquals(2, chart.points(), "a histogram counts once");
    }

    private static double[] at(double value) {
        return new double[] {value, value + 1};
    }
}
