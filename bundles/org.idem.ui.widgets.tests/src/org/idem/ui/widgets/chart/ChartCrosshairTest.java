package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.junit.jupiter.api.Test;

/** What a user points at in a chart. */
class ChartCrosshairTest extends ChartFixture {
    @Test
    void theCrosshairTellsValues() {
        ChartCanvas chart = openChart();
        AtomicReference<Double> told = new AtomicReference<>();
        chart.addCrosshairListener(told::set);
        Rectangle2D plot = chart.picture().plot();
        mouse(chart, SWT.MouseMove, (int) plot.getCenterX(), (int) plot.getCenterY(), 0);
        assertEquals(1000, told.get(), 10);
        assertTrue(chart.crosshairText().startsWith("step "), chart.crosshairText());
        assertTrue(chart.crosshairText().contains("run  "), chart.crosshairText());
        double before = chart.crosshair();
        key(chart, SWT.ARROW_RIGHT, 0);
        assertTrue(chart.crosshair() > before);
        mouse(chart, SWT.MouseExit, 0, 0, 0);
        assertEquals("", chart.crosshairText());
    }

    @Test
    void aClickOrEnterPicksAValue() {
        ChartCanvas chart = openChart();
        List<Double> picked = new ArrayList<>();
        chart.addPickListener(picked::add);
        key(chart, SWT.CR, 0);
        assertTrue(picked.isEmpty(), "there is no crosshair yet");
        Rectangle2D plot = chart.picture().plot();
        int x = (int) plot.getCenterX();
        mouse(chart, SWT.MouseDown, x, (int) plot.getCenterY(), 0);
        mouse(chart, SWT.MouseUp, x, (int) plot.getCenterY(), SWT.BUTTON1);
        assertEquals(List.of(chart.picture().x().value(x)), picked);
        mouse(chart, SWT.MouseDown, 1, 1, 0);
        mouse(chart, SWT.MouseUp, 1, 1, SWT.BUTTON1);
        drag(chart, 200, 300, 500, 303, 0);
        assertEquals(1, picked.size(), "neither beside the plot nor by a drag");
        key(chart, SWT.ARROW_RIGHT, 0);
        key(chart, SWT.CR, 0);
        assertEquals(chart.crosshair(), picked.get(1));
    }

    @Test
    void aCurveIsPointedOutByAClickAndByKeysAndOpenedByEnter() {
        ChartCanvas chart = openChart();
        chart.setModel(curves());
        untilDrawn(chart);
        List<String> pointed = new ArrayList<>();
        List<String> opened = new ArrayList<>();
        key(chart, 'n', 0);
        assertNull(chart.emphasis(), "nobody asked for it");
        chart.addCurveListener(pointed::add);
        chart.setOpening(opened::add);
        click(chart, 250, 3);
        click(chart, 250, 2);
        assertEquals(Arrays.asList("b", null), pointed);
        key(chart, 'n', 0);
        key(chart, 'n', 0);
        key(chart, 'p', 0);
        assertEquals("a", chart.emphasis());
        untilDrawn(chart);
        assertTrue(
                pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00)) < 10,
                "the other curve is pale while one is seen");
        key(chart, SWT.CR, 0);
        assertEquals(List.of("a"), opened);
        key(chart, SWT.ESC, 0);
        assertNull(chart.emphasis());
        key(chart, SWT.CR, 0);
        assertEquals(1, opened.size());
    }

    @Test
    void aCurveWithoutAValueAtTheCrosshairSaysWhereItsNearestIs() {
        ChartCanvas chart = openChart();
        chart.setModel(curves());
        untilDrawn(chart);
        chart.setCrosshair(1000);
        assertEquals("step 1,000; low  1; short  3 (at 400)", chart.crosshairText());
    }

    @Test
    void pageDownAndUpGoToWhatHappened() {
        ChartCanvas chart = openChart();
        chart.setModel(curves().withMarks(List.of(
                new ChartMark.Event(700, "the loss is NaN, step 700", ChartMark.Sign.WARNING),
                new ChartMark.Event(300, "checkpoint, step 300", ChartMark.Sign.DIAMOND))));
        untilDrawn(chart);
        key(chart, SWT.PAGE_DOWN, 0);
        assertEquals(300, chart.crosshair());
        assertTrue(chart.crosshairText().endsWith("; checkpoint, step 300"), chart.crosshairText());
        key(chart, SWT.PAGE_DOWN, 0);
        assertTrue(chart.crosshairText().endsWith("; the loss is NaN, step 700"), chart.crosshairText());
        key(chart, SWT.PAGE_DOWN, 0);
        assertEquals(700, chart.crosshair());
        key(chart, SWT.PAGE_UP, SWT.MOD1);
        assertEquals(700, chart.crosshair(), "that key turns the pages of an editor");
        key(chart, SWT.PAGE_UP, 0);
        assertEquals(300, chart.crosshair());
    }

    @Test
    void ofDotsOnlyThoseUnderTheCrosshairAreTold() {
        ChartCanvas chart = openChart();
        chart.setModel(new LineChartModel(
                "accuracy over lr",
                "lr",
                "accuracy",
                List.of(
                        ChartSeries.line("near", 0, new double[] {1}, new double[] {3}),
                        ChartSeries.line("far", 1, new double[] {2}, new double[] {4}))));
        untilDrawn(chart);
        chart.setCrosshair(1);
        assertEquals("lr 1; near  3", chart.crosshairText());
    }
}
