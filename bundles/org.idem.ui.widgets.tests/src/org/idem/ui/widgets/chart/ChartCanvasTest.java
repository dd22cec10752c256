package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.junit.jupiter.api.Test;

/** What a chart looks like. */
class ChartCanvasTest extends ChartFixture {
    @Test
    void aLightThemeDrawsDarkLinesOnWhite() {
        ImageData image = picture(openChart(new Color(246, 245, 244)));
        assertTrue(pixelsOf(image, new Color(255, 255, 255)) > image.width * image.height / 2);
        assertTrue(pixelsOf(image, new Color(0x00, 0x72, 0xB2)) > 300);
    }

    @Test
    void aDarkThemeDrawsLightLinesOnItsBackground() {
        ImageData image = picture(openChart(new Color(0x2F, 0x2F, 0x2F)));
        assertTrue(pixelsOf(image, new Color(0x2F, 0x2F, 0x2F)) > image.width * image.height / 2);
        assertTrue(pixelsOf(image, new Color(0x3D, 0x9B, 0xD9)) > 300);
        assertEquals(0, pixelsOf(image, new Color(255, 255, 255)));
    }

    @Test
    void aChangedThemeIsDrawnAtOnce() {
        ChartCanvas chart = openChart();
        chart.setBackground(new Color(0x2F, 0x2F, 0x2F));
        assertTrue(pixelsOf(picture(chart), new Color(0x3D, 0x9B, 0xD9)) > 300);
    }

    @Test
    void singleValuesAroundASmoothedCurveStayVisible() {
        ChartCanvas chart = openChart();
        double[] x = {0, 1, 2, 3};
        double[] raw = {1, 3, 1, 3};
        double[] smoothed = {2, 2, 2, 2};
        ChartSeries line = ChartSeries.line("run", 0, x, smoothed);
        chart.setModel(new LineChartModel("t", "x", "y", List.of(line)));
        untilDrawn(chart);
        int alone = blueish(picture(chart));
        chart.setModel(new LineChartModel("t", "x", "y", List.of(line.withBand(x, raw, raw))));
        untilDrawn(chart);
        assertTrue(blueish(picture(chart)) > alone + 1000, "raw values");
    }

    private static int blueish(ImageData image) {
        int found = 0;
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                RGB rgb = image.palette.getRGB(image.getPixel(x, y));
                found += rgb.blue - rgb.red > 20 ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void marksAndMarkersAreDrawn() {
        ChartCanvas chart = openChart();
        int before = pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00));
        assertEquals(0, before);
        ChartSeries series = chart.model().series().get(0).withNotFinite(new double[] {500, 501, 1500});
        chart.setModel(new LineChartModel("train/loss", "step", "loss", List.of(series)));
        untilDrawn(chart);
        assertTrue(pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00)) > 30);
    }

    @Test
    void theStatusFollowsTheModel() {
        ChartCanvas chart = openChart();
        AtomicReference<String> status = new AtomicReference<>();
        chart.setStatus(status::set);
        assertEquals("2,000 points, none dropped", status.get());
        chart.setModel(curve(1));
        assertEquals("1 point, none dropped", status.get());
    }

    @Test
    void anEmptyChartTakesEverything() {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        open();
        untilDrawn(chart);
        for (int keyCode : new int[] {'l', 'f', 's', SWT.BS, SWT.ARROW_LEFT, SWT.ESC}) {
            key(chart, keyCode, 0);
        }
        key(chart, 'l', SWT.SHIFT);
        wheel(chart, 300, 300, 3, 0);
        mouse(chart, SWT.MouseMove, 300, 300, 0);
        untilDrawn(chart);
        assertTrue(chart.viewport().logX());
    }
}
