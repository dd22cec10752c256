package org.idem.chart.paint;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.DataRange;
import org.idem.chart.axis.TickFormat;
import org.idem.chart.axis.TickSpacing;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Draws a chart with JFreeChart on any Graphics2D: of an image, of an SVG or a PDF. Needs no display. */
public final class ChartPainter {
    private static final int AXIS_DIGITS = 6;
    private static final int POINTS_PER_X_TICK = 96;
    private static final int POINTS_PER_Y_TICK = 48;
    private static final double MOST_OVERHANG = 32;

    static {
        // Turned text stays text in files; JFreeChart draws its outlines otherwise.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private final LineChartModel model;
    private final Viewport view;
    private final ChartTheme theme;
    private final AxisRange x;
    private final AxisRange y;
    private final boolean titled;

    /** A painter of one state of a chart. */
    public ChartPainter(LineChartModel model, Viewport view, ChartTheme theme) {
        this(model, view, theme, true);
    }

    /**
     * A painter of one state of a chart.
     *
     * @param titled whether the title is drawn
     */
    public ChartPainter(LineChartModel model, Viewport view, ChartTheme theme, boolean titled) {
        this.model = model;
        this.view = view;
        this.theme = theme;
        this.titled = titled;
        x = DataRange.x(model, view);
        y = DataRange.y(model, view, x);
    }

    /**
     * Draws the chart from the origin on.
     *
     * @param g not disposed of
     * @param width in points
     * @param height in points
     * @param columns into how many columns per point curves are reduced, each of which keeps its extremes; at least the
     *     resolution at which the drawing is looked at
     * @return where things are in it
     */
    public ChartLayout paint(Graphics2D g, int width, int height, double columns) {
        return paint(g, width, height, columns, null);
    }

    /**
     * Draws the chart into an image, of whose pixels those of noisy curves are filled in directly.
     *
     * @param g of the image, scaled by {@code columns}
     * @param target the image, of type 3BYTE_BGR, or null for another kind of drawing
     */
    ChartLayout paint(Graphics2D g, int width, int height, double columns, BufferedImage target) {
        XYPlot plot = plot(width, height, columns, target);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart(plot).draw(g, new Rectangle2D.Double(0, 0, width, height), info);
        Rectangle2D area = info.getPlotInfo().getDataArea();
        ChartLayout layout = new ChartLayout(
                area,
                new AxisScale(x, view.mapX(), area.getMinX(), area.getMaxX()),
                new AxisScale(y, view.mapY(), area.getMaxY(), area.getMinY()));
        new MarkPainter(model, theme, layout).draw(g, view.y() != null);
        return layout;
    }

    private XYPlot plot(int width, int height, double columns, BufferedImage target) {
        ValueAxis across = axis(x, view.mapX(), model.x(), width / POINTS_PER_X_TICK);
        ValueAxis up = axis(y, view.mapY(), model.y(), height / POINTS_PER_Y_TICK);
        // Without a renderer a plot draws neither grid lines nor shades.
        XYPlot plot = new XYPlot(null, across, up, new XYLineAndShapeRenderer());
        plot.setNotify(false);
        plot.setBackgroundPaint(theme.background());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(view.mapX().isPositive());
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        addRegions(plot);
        AxisScale xs = new AxisScale(x, view.mapX(), 0, width);
        AxisScale ys = new AxisScale(y, view.mapY(), height, 0);
        CurvesLayer curves = new CurvesLayer(model.series(), theme, xs, ys, columns, target);
        plot.addAnnotation(curves);
        plot.setFixedLegendItems(curves.legend());
        return plot;
    }

    private void addRegions(XYPlot plot) {
        for (ChartMark mark : model.marks()) {
            if (mark instanceof ChartMark.Region region) {
                IntervalMarker shade = new IntervalMarker(region.from(), region.to(), theme.shade());
                shade.setAlpha(1);
                plot.addDomainMarker(shade, Layer.BACKGROUND);
            }
        }
    }

    private ValueAxis axis(AxisRange range, AxisMapping mapping, ChartAxis kind, int ticks) {
        ValueAxis axis =
                switch (mapping) {
                    case LINEAR -> kind.words().isEmpty() ? numberAxis(range, ticks) : wordAxis(kind.words());
                    case LOG -> new DecadeAxis();
                    case PROBIT -> new ProbitAxis();
                };
        axis.setRange(range.low(), range.high());
        axis.setLabel(kind.label().isEmpty() ? null : kind.label());
        axis.setLabelFont(theme.font());
        axis.setLabelPaint(theme.quiet());
        axis.setTickLabelFont(theme.font().deriveFont(theme.font().getSize2D() * 0.92f));
        axis.setTickLabelPaint(theme.quiet());
        axis.setTickLabelsVisible(model.points() > 0);
        axis.setAxisLinePaint(theme.grid());
        axis.setTickMarkPaint(theme.grid());
        return axis;
    }

    private static SymbolAxis wordAxis(List<String> words) {
        SymbolAxis axis = new SymbolAxis(null, words.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        return axis;
    }

    /** JFreeChart chooses its ticks by the labels at the ends, which may be the shortest. */
    private static NumberAxis numberAxis(AxisRange range, int ticks) {
        NumberAxis axis = new NumberAxis();
        double step = TickSpacing.of(range.high() - range.low(), ticks);
        axis.setTickUnit(new NumberTickUnit(step, new TickFormat(digits(range, step))));
        return axis;
    }

    /** Enough to tell two neighbours apart. */
    private static int digits(AxisRange range, double step) {
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        return Math.max(AXIS_DIGITS, (int) Math.ceil(Math.log10(largest / step)) + 2);
    }

    private JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, theme.font(), plot, false);
        chart.setNotify(false);
        chart.setBackgroundPaint(theme.background());
        chart.setPadding(new RectangleInsets(8, 8, 8, 8 + overhang()));
        if (titled && !model.title().isEmpty()) {
            TextTitle title = new TextTitle(model.title(), theme.font().deriveFont(Font.BOLD));
            title.setPaint(theme.foreground());
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setPadding(0, 4, 4, 4);
            chart.setTitle(title);
        }
        if (hasNames()) {
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
    private boolean hasNames() {
        List<ChartSeries> series = model.series();
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
