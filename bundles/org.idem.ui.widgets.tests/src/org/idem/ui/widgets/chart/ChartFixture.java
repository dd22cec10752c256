package org.idem.ui.widgets.chart;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.ui.widgets.UiTest;

/** A chart in a window, and the hands of a user. */
abstract class ChartFixture extends UiTest {
    static LineChartModel curve(int points) {
        double[] x = IntStream.range(0, points).asDoubleStream().toArray();
        double[] y = IntStream.range(0, points)
                .mapToDouble(i -> 2 + Math.sin(12.0 * i / points))
                .toArray();
        return new LineChartModel("train/loss", "step", "loss", List.of(ChartSeries.line("run", 0, x, y)));
    }

    void untilDrawn(ChartCanvas chart) {
        AtomicInteger frames = new AtomicInteger();
        updates.postLatest("after the chart", frames::incrementAndGet);
        until("the chart is drawn", () -> frames.get() > 0 && chart.picture() != null);
    }

    ChartCanvas openChart(Color background) {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        chart.setBackground(background);
        chart.setModel(curve(2000));
        open();
        untilDrawn(chart);
        return chart;
    }

    ChartCanvas openChart() {
        return openChart(new Color(255, 255, 255));
    }

    void drag(ChartCanvas chart, int x1, int y1, int x2, int y2, int stateMask) {
        mouse(chart, SWT.MouseDown, x1, y1, stateMask);
        mouse(chart, SWT.MouseMove, (x1 + x2) / 2, (y1 + y2) / 2, SWT.BUTTON1 | stateMask);
        mouse(chart, SWT.MouseMove, x2, y2, SWT.BUTTON1 | stateMask);
        mouse(chart, SWT.MouseUp, x2, y2, SWT.BUTTON1 | stateMask);
        untilDrawn(chart);
    }

    static LineChartModel curves() {
        double[] x = {0, 500, 1000};
        return new LineChartModel(
                "train/loss",
                "step",
                "loss",
                List.of(
                        ChartSeries.line("low", 0, x, new double[] {1, 1, 1}).withKey("a"),
                        ChartSeries.line("short", 1, new double[] {0, 400}, new double[] {3, 3})
                                .withKey("b")));
    }

    static void click(ChartCanvas chart, double x, double y) {
        int px = (int) Math.round(chart.picture().x().pixel(x));
        int py = (int) Math.round(chart.picture().y().pixel(y));
        mouse(chart, SWT.MouseDown, px, py, 0);
        mouse(chart, SWT.MouseUp, px, py, SWT.BUTTON1);
    }
}
