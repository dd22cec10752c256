package org.idem.ui.widgets.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
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
    private static final int POINTS_PER_X_TICK = 96;
    private static final int POINTS_PER_Y_TICK = 48;
    private static final double MOST_OVERHANG = 32;

    private final LineChartModel model;
    private final Viewport view;
    private final ChartTheme theme;
    private final AxisRange x;
    private final AxisRange y;

    private ChartPainter(LineChartModel model, Viewport view, ChartTheme theme) {
        this.model = model;
        this.view = view;
        this.theme = theme;
        x = view.x() != null ? view.x() : DataRange.x(model.series(), view.logX());
        y = view.y() != null ? view.y() : DataRange.y(model.series(), x, view.logY());
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
            XYPlot plot = plot(width, height);
            JFreeChart chart = chart(plot);
            ChartRenderingInfo info = new ChartRenderingInfo();
            chart.draw(g, new Rectangle2D.Double(0, 0, width, height), info);
            Rectangle2D area = info.getPlotInfo().getDataArea();
            AxisScale xs = new AxisScale(x, view.logX(), area.getMinX(), area.getMaxX());
            AxisScale ys = new AxisScale(y, view.logY(), area.getMaxY(), area.getMinY());
            new ChartMarks(model, theme, area, xs, ys).draw(g, view.y() != null);
            return new ChartPicture(image, area, xs, ys, theme);
        } finally {
            g.dispose();
        }
    }

    private XYPlot plot(int width, int height) {
        ValueAxis across = axis(x, view.logX(), model.xLabel(), width / POINTS_PER_X_TICK);
        ValueAxis up = axis(y, view.logY(), model.yLabel(), height / POINTS_PER_Y_TICK);
        XYPlot plot = new XYPlot(null, across, up, null);
        plot.setNotify(false);
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(view.logX());
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        CurveRenderer.addTo(plot, model.series(), theme, new AxisScale(x, view.logX(), 0, width), view.logY());
        return plot;
    }

    private ValueAxis axis(AxisRange span, boolean log, String label, int ticks) {
        ValueAxis axis = log ? new DecadeAxis() : numberAxis(span, ticks);
        axis.setRange(span.low(), span.high());
        axis.setLabel(label.isEmpty() ? null : label);
        axis.setLabelFont(theme.font());
        axis.setLabelPaint(theme.quiet());
        axis.setTickLabelFont(theme.font().deriveFont(theme.font().getSize2D() * 0.92f));
        axis.setTickLabelPaint(theme.quiet());
        axis.setTickLabelsVisible(model.points() > 0);
        axis.setAxisLinePaint(theme.grid());
        axis.setTickMarkPaint(theme.grid());
        return axis;
    }

    /** JFreeChart chooses its ticks by the labels at the ends, which may be the shortest. */
    private static NumberAxis numberAxis(AxisRange span, int ticks) {
        NumberAxis axis = new NumberAxis();
        double step = TickSpacing.of(span.high() - span.low(), ticks);
        axis.setTickUnit(new NumberTickUnit(step, new TickFormat(digits(span, step))));
        return axis;
    }

    /** Enough to tell two neighbours apart. */
    private static int digits(AxisRange span, double step) {
        double largest = Math.max(Math.abs(span.low()), Math.abs(span.high()));
        return Math.max(AXIS_DIGITS, (int) Math.ceil(Math.log10(largest / step)) + 2);
    }

    private JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, theme.font(), plot, false);
        chart.setNotify(false);
        chart.setBackgroundPaint(theme.background());
        chart.setPadding(new RectangleInsets(8, 8, 8, 8 + overhang()));
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

    /** The last label is centred on the end of the axis. */
    private double overhang() {
        String last = new TickFormat(AXIS_DIGITS).format(x.high());
        FontRenderContext context = new FontRenderContext(null, true, true);
        return Math.min(
                MOST_OVERHANG, theme.font().getStringBounds(last, context).getWidth() / 2);
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
