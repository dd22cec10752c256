package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.swt.SWT;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.junit.jupiter.api.Test;

/** What of a chart is seen: zoom, scales, and the way back. */
class ChartViewTest extends ChartFixture {
    @Test
    void newDataKeepsTheZoom() {
        ChartCanvas chart = openChart();
        wheel(chart, 400, 300, 3, 0);
        untilDrawn(chart);
        Viewport zoomed = chart.viewport();
        assertTrue(zoomed.isZoomed());
        for (int i = 1; i < 20; i++) {
            chart.setModel(curve(2000 + 50 * i));
        }
        untilDrawn(chart);
        assertEquals(zoomed, chart.viewport());
        assertEquals(zoomed.x(), chart.picture().x().range());
    }

    @Test
    void theWheelZoomsWhereTheMouseIs() {
        ChartCanvas chart = openChart();
        double under = chart.picture().x().value(300);
        wheel(chart, 300, 300, 3, 0);
        untilDrawn(chart);
        // Labels of another width may move the axis by a few points.
        assertEquals(300, chart.picture().x().pixel(under), 4);
        assertNull(chart.viewport().y());
        wheel(chart, 300, 300, 3, SWT.MOD1);
        assertTrue(chart.viewport().y() != null);
    }

    @Test
    void aDragZoomsToItsBoxAndBackspaceUndoesIt() {
        ChartCanvas chart = openChart();
        List<Viewport> told = new ArrayList<>();
        chart.addViewListener(told::add);
        double left = chart.picture().x().value(200);
        double top = chart.picture().y().value(150);
        drag(chart, 200, 150, 500, 350, 0);
        assertEquals(left, chart.viewport().x().low(), 1e-9);
        assertEquals(top, chart.viewport().y().high(), 1e-9);
        assertEquals(1, told.size());
        key(chart, SWT.BS, 0);
        assertEquals(Viewport.FIT, chart.viewport());
        drag(chart, 200, 300, 500, 303, 0);
        assertNull(chart.viewport().y());
        mouse(chart, SWT.MouseDoubleClick, 300, 300, 0);
        assertEquals(Viewport.FIT, chart.viewport());
        drag(chart, 200, 300, 202, 301, 0);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    @Test
    void shiftAndDragPansInOneStep() {
        ChartCanvas chart = openChart();
        key(chart, 'f', 0);
        drag(chart, 500, 300, 400, 300, SWT.SHIFT);
        assertTrue(chart.viewport().x().low() > 0);
        key(chart, SWT.BS, 0);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    @Test
    void escapeGivesUpADrag() {
        ChartCanvas chart = openChart();
        mouse(chart, SWT.MouseDown, 200, 200, 0);
        mouse(chart, SWT.MouseMove, 500, 400, SWT.BUTTON1);
        key(chart, SWT.ESC, 0);
        mouse(chart, SWT.MouseUp, 500, 400, SWT.BUTTON1);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    @Test
    void keysSwitchScalesAndSmoothing() {
        ChartCanvas chart = openChart();
        AtomicInteger smoothed = new AtomicInteger();
        chart.setSmoothing(smoothed::incrementAndGet);
        key(chart, 'l', 0);
        assertTrue(chart.viewport().logY());
        key(chart, 'l', SWT.SHIFT);
        assertTrue(chart.viewport().logX());
        untilDrawn(chart);
        assertTrue(chart.picture().x().log() && chart.picture().x().range().low() > 0);
        key(chart, 's', 0);
        assertEquals(1, smoothed.get());
        key(chart, 'l', SWT.MOD1);
        assertTrue(chart.viewport().logY());
    }

    @Test
    void aFollowingChartDoesNotTellItsLeader() {
        ChartCanvas chart = openChart();
        AtomicInteger told = new AtomicInteger();
        chart.addViewListener(view -> told.incrementAndGet());
        chart.setViewport(Viewport.FIT.withX(new AxisRange(10, 20)));
        untilDrawn(chart);
        assertEquals(new AxisRange(10, 20), chart.picture().x().range());
        assertEquals(0, told.get());
    }

    @Test
    void aModelStartsOnItsOwnScalesAndTheUsersChoiceStays() {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        open();
        LineChartModel log = new LineChartModel(
                "ROC",
                ChartAxis.log("x").within(1e-4, 1),
                ChartAxis.linear("y"),
                curve(10).series(),
                List.of());
        chart.setModel(log);
        untilDrawn(chart);
        assertTrue(chart.viewport().logX());
        assertEquals(new AxisRange(1e-4, 1), chart.picture().x().range());
        key(chart, 'l', SWT.SHIFT);
        chart.setModel(log.withMarks(List.of()));
        untilDrawn(chart);
        assertFalse(chart.viewport().logX());
    }

    @Test
    void stepsThroughViewsGoBackAndForwardInChartsThatFollowEachOther() {
        ChartCanvas chart = openChart();
        ChartCanvas other = new ChartCanvas(shell, updates);
        other.setModel(curve(2000));
        ViewHistory history = new ViewHistory();
        for (ChartCanvas one : List.of(chart, other)) {
            one.setHistory(history);
        }
        chart.addViewListener(view -> other.setViewport(other.viewport().withX(view.x())));
        shell.layout();
        untilDrawn(other);
        wheel(chart, 200, 300, 3, 0);
        Viewport near = chart.viewport();
        untilDrawn(chart);
        wheel(chart, 200, 300, 3, 0);
        Viewport nearer = chart.viewport();
        key(other, SWT.BS, 0);
        assertEquals(near, chart.viewport(), "a step of one is taken back in the other");
        assertEquals(near.x(), other.viewport().x());
        key(other, SWT.ARROW_LEFT, SWT.ALT);
        assertEquals(Viewport.FIT, chart.viewport());
        key(chart, SWT.ARROW_RIGHT, SWT.ALT);
        key(chart, SWT.BS, SWT.SHIFT);
        assertEquals(nearer, chart.viewport());
        assertEquals(nearer.x(), other.viewport().x());
        key(chart, SWT.BS, SWT.SHIFT);
        assertEquals(nearer, chart.viewport(), "there is nothing further");
        key(chart, SWT.BS, 0);
        key(chart, 'l', 0);
        key(chart, SWT.BS, SWT.SHIFT);
        assertEquals(
                near.withMapY(AxisMapping.LOG), chart.viewport(), "what was taken back is gone after another step");
    }
}
