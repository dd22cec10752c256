package org.idem.chart.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.BitSet;
import java.util.List;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartSeries.Emphasis;
import org.idem.chart.ChartTheme;
import org.idem.chart.axis.AxisScale;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** Lines over their bands. */
final class CurveRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final float BAND_ALPHA = 0.22f;
    private static final int FLAT_ALPHA = 110;
    /** Antialiased noise is an order of magnitude slower than plain, and looks the same. */
    private static final int DENSE = 8000;
    /** About so many stand along a curve. */
    private static final int MARKERS = 10;

    private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);

    private final transient ReducedDataset curves;
    /** The curves that have markers along them. */
    private final transient BitSet marked = new BitSet();

    private CurveRenderer(ReducedDataset curves) {
        super(true, false);
        this.curves = curves;
        setDrawSeriesLineAsPath(true);
        setLegendLine(new Line2D.Double(0, 0, 14, 0));
    }

    static void addTo(XYPlot plot, List<ChartSeries> series, ChartTheme theme, AxisScale x, boolean logY) {
        ReducedDataset lines = new ReducedDataset(
                series.stream().map(ChartSeries::name).toList(),
                series.stream().map(s -> Decimation.line(s.line(), x, logY)).toList());
        CurveRenderer renderer = new CurveRenderer(lines);
        for (int i = 0; i < series.size(); i++) {
            ChartSeries one = series.get(i);
            renderer.setSeriesPaint(i, paint(one, theme));
            renderer.setSeriesStroke(
                    i, one.emphasis() == Emphasis.STRONG ? theme.heavyStroke(one.color()) : theme.stroke(one.color()));
            Shape marker = theme.marker(one.color());
            renderer.setSeriesShape(i, marker == null ? DOT : marker);
            renderer.marked.set(i, marker != null);
        }
        plot.setDataset(0, lines);
        plot.setRenderer(0, renderer);
        List<ChartSeries> banded = series.stream()
                .filter(s -> s.band() != null && s.emphasis() != Emphasis.QUIET)
                .toList();
        if (!banded.isEmpty()) {
            ReducedDataset bands = bands(banded, x, logY);
            plot.setDataset(1, bands);
            plot.setRenderer(1, bandRenderer(banded, bands, theme));
        }
    }

    static Color paint(ChartSeries series, ChartTheme theme) {
        return series.emphasis() == Emphasis.QUIET ? theme.pale(series.color()) : theme.color(series.color());
    }

    private static ReducedDataset bands(List<ChartSeries> banded, AxisScale x, boolean logY) {
        return new ReducedDataset(
                banded.stream().map(ChartSeries::name).toList(),
                banded.stream().map(s -> Decimation.band(s.band(), x, logY)).toList());
    }

    private static DeviationRenderer bandRenderer(List<ChartSeries> banded, ReducedDataset bands, ChartTheme theme) {
        DeviationRenderer renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(BAND_ALPHA);
        renderer.setDefaultSeriesVisibleInLegend(false);
        for (int i = 0; i < banded.size(); i++) {
            Color color = theme.color(banded.get(i).color());
            renderer.setSeriesFillPaint(i, color);
            renderer.setSeriesLinesVisible(i, bands.flat(i));
            renderer.setSeriesPaint(i, new Color(color.getRed(), color.getGreen(), color.getBlue(), FLAT_ALPHA));
        }
        return renderer;
    }

    /** A line needs two points: one alone is drawn as a dot. The legend asks for the first. */
    @Override
    public boolean getItemShapeVisible(int series, int item) {
        int points = curves.getItemCount(series);
        return points == 1 || marked.get(series) && item % Math.max(1, points / MARKERS) == 0;
    }

    @Override
    protected void drawFirstPassShape(Graphics2D g, int pass, int series, int item, Shape shape) {
        Object before = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        if (curves.getItemCount(series) > DENSE) {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        }
        super.drawFirstPassShape(g, pass, series, item, shape);
        if (before != null) {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, before);
        }
    }
}
