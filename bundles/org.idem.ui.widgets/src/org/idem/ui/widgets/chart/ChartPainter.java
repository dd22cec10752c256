package org.idem.ui.widgets.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Draws a model with JFreeChart. No SWT: works without a display. */
final class ChartPainter {
    private static final int AXIS_DIGITS = 6;

    private final LineChartModel model;
    private final Viewport view;
    private final ChartTheme theme;
    private final Span x;
    private final Span y;

    private ChartPainter(LineChartModel model, Viewport view, ChartTheme theme) {
        this.model = model;
        this.view = view;
        this.theme = theme;
        x = view.x() != null ? view.x() : Extent.x(model.series(), view.logX());
        y = view.y() != null ? view.y() : Extent.y(model.series(), x, view.logY());
    }

    /**
     * @param width in points
     * @param height in points
     * @param scale pixels per point
     */
    static ChartPicture paint(
            LineChartModel model, Viewport view, ChartTheme theme, int width, int height, double scale) {
        return new ChartPainter(model, view, theme).paint(width, height, scale);
    }

    private ChartPicture paint(int width, int height, double scale) {
        int w = Math.max(1, (int) Math.round(width * scale));
        int h = Math.max(1, (int) Math.round(height * scale));
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(scale, scale);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            XYPlot plot = plot(width);
            JFreeChart chart = chart(plot);
            ChartRenderingInfo info = new ChartRenderingInfo();
            chart.draw(g, new Rectangle2D.Double(0, 0, width, height), info);
            Rectangle2D area = info.getPlotInfo().getDataArea();
            AxisScale xs = new AxisScale(x, view.logX(), area.getMinX(), area.getMaxX());
            AxisScale ys = new AxisScale(y, view.logY(), area.getMaxY(), area.getMinY());
            new ChartMarks(model, theme, area, xs, ys).draw(g, view.y() != null);
            return new ChartPicture(image, area, xs, ys);
        } finally {
            g.dispose();
        }
    }

    private XYPlot plot(int width) {
        XYPlot plot =
                new XYPlot(null, axis(x, view.logX(), model.xLabel()), axis(y, view.logY(), model.yLabel()), null);
        plot.setNotify(false);
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        CurveRenderer.addTo(plot, model.series(), theme, new AxisScale(x, view.logX(), 0, width), view.logY());
        return plot;
    }

    private ValueAxis axis(Span span, boolean log, String label) {
        ValueAxis axis = log ? logAxis() : numberAxis();
        axis.setRange(span.low(), span.high());
        axis.setLabel(label.isEmpty() ? null : label);
        axis.setLabelFont(theme.font());
        axis.setLabelPaint(theme.quiet());
        axis.setTickLabelFont(theme.font().deriveFont(theme.font().getSize2D() * 0.92f));
        axis.setTickLabelPaint(theme.quiet());
        axis.setAxisLinePaint(theme.grid());
        axis.setTickMarkPaint(theme.grid());
        axis.setMinorTickMarksVisible(log);
        return axis;
    }

    private static NumberAxis numberAxis() {
        NumberAxis axis = new NumberAxis();
        axis.setNumberFormatOverride(new TickFormat(AXIS_DIGITS));
        return axis;
    }

    private static LogAxis logAxis() {
        LogAxis axis = new LogAxis();
        axis.setNumberFormatOverride(new TickFormat(AXIS_DIGITS));
        return axis;
    }

    private JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, theme.font(), plot, false);
        chart.setNotify(false);
        chart.setBackgroundPaint(theme.background());
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        if (!model.title().isEmpty()) {
            Font bold = theme.font().deriveFont(Font.BOLD);
            TextTitle title = new TextTitle(model.title(), bold);
            title.setPaint(theme.foreground());
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setPadding(0, 4, 4, 4);
            chart.setTitle(title);
        }
        if (named(model.series())) {
            chart.addSubtitle(legend(plot));
        }
        return chart;
    }

    /** A single curve is named by the title. */
    private boolean named(List<ChartSeries> series) {
        return series.size() > 1 || series.size() == 1 && !series.get(0).name().equals(model.title());
    }

    private LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(theme.font());
        legend.setItemPaint(theme.foreground());
        legend.setBackgroundPaint(theme.background());
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 12));
        legend.setPadding(0, 0, 4, 0);
        return legend;
    }
}
