package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.axis.AxisScale;
import org.junit.jupiter.api.Test;

/** Curves of more points than pixels, which are filled column by column. */
class DenseCurveTest {
    private static final int POINTS = 200_000;
    private static final int SPIKE = 123_456;

    private static double[] steps() {
        return IntStream.range(0, POINTS).asDoubleStream().toArray();
    }

    private static double[] noise(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, POINTS).mapToDouble(i -> random.nextDouble()).toArray();
    }

    private static ChartPicture paint(List<ChartSeries> series, double scale) {
        LineChartModel model = new LineChartModel(
                "t", ChartAxis.linear("x"), ChartAxis.linear("y").within(0, 2), series, List.of());
        return ChartPicture.of(model, Viewport.FIT, ChartTheme.paper(), 600, 400, scale);
    }

    private static Color at(ChartPicture picture, double x, double y, double scale) {
        return new Color(picture.image()
                .getRGB((int) (picture.x().pixel(x) * scale), (int) (picture.y().pixel(y) * scale)));
    }

    @Test
    void oneValueAmongManyIsSeenAtAnyZoomOfTheScreen() {
        for (double scale : new double[] {1, 1.5, 2}) {
            double[] values = noise(1);
            values[SPIKE] = 1.8;
            ChartPicture picture = paint(List.of(ChartSeries.line("s", 0, steps(), values)), scale);
            Color spike = at(picture, SPIKE, 1.7, scale);
            assertTrue(spike.getBlue() - spike.getRed() > 100, "at scale " + scale + ": " + spike);
            assertEquals(ChartTheme.paper().color(0), at(picture, SPIKE, 0.5, scale));
            assertEquals(Color.WHITE, at(picture, SPIKE, 1.9, scale));
        }
    }

    @Test
    void aValueInTheGapOfADashIsSeenToo() {
        double[] values = noise(1);
        Arrays.fill(values, 0.5);
        values[SPIKE] = 1.8;
        for (int i = 0; i < POINTS; i += 7) {
            values[i] = Math.min(values[i], 0.1);
        }
        int dashed = ChartTheme.paper().palette().size();
        ChartPicture picture = paint(List.of(ChartSeries.line("s", dashed, steps(), values)), 1);
        Color spike = at(picture, SPIKE, 1.7, 1);
        assertTrue(spike.getBlue() - spike.getRed() > 30, spike.toString());
    }

    @Test
    void aBandHoldsEveryValueBehindItsCurve() {
        double[] values = noise(2);
        values[SPIKE] = 1.8;
        double[] middle = new double[POINTS];
        Arrays.fill(middle, 0.5);
        ChartSeries series = ChartSeries.line("s", 0, steps(), middle).withBand(steps(), values, values);
        ChartPicture picture = paint(List.of(series), 1);
        Color spike = at(picture, SPIKE, 1.7, 1);
        assertTrue(spike.getBlue() - spike.getRed() > 30, spike.toString());
        Color line = at(picture, SPIKE, 0.5, 1);
        assertTrue(line.getBlue() - line.getRed() > 120, "the line stands before it: " + line);
    }

    /** What the columns cover is what the line through all points covers. */
    @Test
    void columnsCoverWhatALineWould() {
        AxisScale across = new AxisScale(new AxisRange(0, 10), AxisMapping.LINEAR, 0, 10);
        AxisScale down = new AxisScale(new AxisRange(0, 100), AxisMapping.LINEAR, 100, 0);
        double[] x = {-5, 2.5, 2.75, 4.5, 6, 7, 8};
        double[] y = {0, 50, 90, 20, Double.NaN, 30, 40};
        PixelColumns columns = PixelColumns.of(x, y, across, down, 10);
        assertEquals(100 - 46.67f, columns.top(1), 0.01f);
        assertEquals(10, columns.top(2), "the highest point of its column");
        assertEquals(80, columns.bottom(4), 1e-3f);
        assertFalse(columns.isCovered(5), "not beyond the gap");
        assertEquals(70, columns.bottom(7), 1e-3f);
        assertFalse(columns.isCovered(9));
    }

    @Test
    void theEndsOfAStretchCoverPartsOfPixels() {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_3BYTE_BGR);
        ColumnRaster raster = new ColumnRaster(image, new Rectangle(2, 1, 30, 8));
        assertEquals(18, raster.columns(), "what the image has");
        raster.fill(3, 1.5, 4.25, Color.WHITE, 1);
        raster.fill(4, 2.25, 2.5, Color.WHITE, 1);
        raster.fill(5, -5, 100, Color.WHITE, 0.5);
        raster.write();
        int[] expected = {0, 0x80, 0xFF, 0xFF, 0x40, 0};
        for (int y = 0; y < expected.length; y++) {
            assertEquals(expected[y], image.getRGB(5, 1 + y) >> 8 & 0xFF, 1, "row " + y);
        }
        assertEquals(0x40, image.getRGB(6, 3) >> 8 & 0xFF, 1);
        assertEquals(0, image.getRGB(7, 0) & 0xFF, "nothing outside of the area");
        assertEquals(0x80, image.getRGB(7, 8) & 0xFF, 1);
    }
}
