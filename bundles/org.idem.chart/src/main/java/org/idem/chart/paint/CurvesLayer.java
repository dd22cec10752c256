package org.idem.chart.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartSeries.Emphasis;
import org.idem.chart.ChartTheme;
import org.idem.chart.axis.AxisScale;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.event.AnnotationChangeListener;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * The curves of a plot over their bands. They are outlines on any Graphics2D; into an image those that run up and down
 * within their columns are filled column by column instead.
 */
final class CurvesLayer implements XYAnnotation {
    private static final float BAND_OPACITY = 0.22f;
    /** Of a band without height, which only its outline shows. */
    private static final float FLAT_OPACITY = 0.43f;
    /** In the gaps of a dashed line that is dense, whose extremes are to be seen there too. */
    private static final float GAP_OPACITY = 0.3f;
    /** A curve that runs farther up and down than this in a column, on average, is not drawn as a line. */
    private static final int DENSE = 3;
    /** About so many markers stand along a curve. */
    private static final int MARKERS = 10;

    private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);
    private static final Line2D LEGEND_LINE = new Line2D.Double(0, 0, 14, 0);

    private final List<ChartSeries> series;
    private final ChartTheme theme;
    private final AxisRange x;
    private final AxisRange y;
    private final AxisMapping mapX;
    private final AxisMapping mapY;
    private final double scale;
    private final BufferedImage target;

    /** A curve or a band, reduced, and where it passes in an image; without one {@code columns} is null. */
    private record Reduced(ChartSeries series, Decimation.Curve curve, PixelColumns columns) {
        boolean isDense() {
            return columns != null && columns.travel() > (double) DENSE * columns.size();
        }

        /** Whether a band has no height, as one around single values seen from near: then only a line shows it. */
        boolean isFlat() {
            return Arrays.equals(curve.low(), curve.high());
        }
    }

    /**
     * A layer of curves.
     *
     * @param x what of the x axis is seen
     * @param y what of the y axis is seen
     * @param scale columns per point, into which curves are reduced
     * @param target the image that is drawn into, or null for anything else
     */
    CurvesLayer(
            List<ChartSeries> series, ChartTheme theme, AxisScale x, AxisScale y, double scale, BufferedImage target) {
        this.series = series;
        this.theme = theme;
        this.x = x.range();
        this.y = y.range();
        this.mapX = x.mapping();
        this.mapY = y.mapping();
        this.scale = scale;
        this.target = target;
    }

    static Color paint(ChartSeries series, ChartTheme theme) {
        return series.emphasis() == Emphasis.QUIET ? theme.pale(series.color()) : theme.color(series.color());
    }

    private static BasicStroke stroke(ChartSeries series, ChartTheme theme) {
        boolean heavy = series.emphasis() == Emphasis.STRONG;
        return (BasicStroke) (heavy ? theme.heavyStroke(series.color()) : theme.stroke(series.color()));
    }

    /** A sample of each curve with its name. */
    LegendItemCollection legend() {
        LegendItemCollection items = new LegendItemCollection();
        for (ChartSeries one : series) {
            Shape marker = theme.marker(one.color());
            boolean marked = marker != null || one.line().size() == 1;
            Color color = paint(one, theme);
            items.add(new LegendItem(
                    one.name(),
                    null,
                    null,
                    null,
                    marked,
                    marker == null ? DOT : marker,
                    true,
                    color,
                    false,
                    color,
                    new BasicStroke(1),
                    true,
                    LEGEND_LINE,
                    stroke(one, theme),
                    color));
        }
        return items;
    }

    @Override
    public void draw(
            Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis a, ValueAxis b, int index, PlotRenderingInfo info) {
        Rectangle pixels = ColumnRaster.pixels(area, scale);
        AxisScale columns =
                new AxisScale(x, mapX, area.getMinX() * scale - pixels.x, area.getMaxX() * scale - pixels.x);
        AxisScale down = new AxisScale(y, mapY, area.getMaxY() * scale - pixels.y, area.getMinY() * scale - pixels.y);
        List<Reduced> bands = new ArrayList<>();
        List<Reduced> lines = new ArrayList<>();
        for (ChartSeries one : series) {
            if (one.band() != null && one.emphasis() != Emphasis.QUIET) {
                bands.add(reduced(
                        one, Decimation.band(one.band(), columns, mapY.isPositive()), columns, down, pixels.width));
            }
            lines.add(
                    reduced(one, Decimation.line(one.line(), columns, mapY.isPositive()), columns, down, pixels.width));
        }
        AxisScale across = new AxisScale(x, mapX, area.getMinX(), area.getMaxX());
        AxisScale up = new AxisScale(y, mapY, area.getMaxY(), area.getMinY());
        bands.stream().filter(one -> !one.isDense()).forEach(one -> drawBand(g, one, across, up, area));
        fillDense(bands, lines, pixels);
        lines.stream().filter(one -> !one.isDense()).forEach(one -> drawLine(g, one, across, up, area));
        lines.forEach(one -> drawMarkers(g, one, across, up));
    }

    /** Curves that do not go forward have no columns. */
    private Reduced reduced(ChartSeries one, Decimation.Curve curve, AxisScale across, AxisScale down, int count) {
        if (target == null || !one.line().isAscending()) {
            return new Reduced(one, curve, null);
        }
        PixelColumns low = PixelColumns.of(curve.x(), curve.low(), across, down, count);
        boolean line = curve.low() == curve.high();
        return new Reduced(
                one,
                curve,
                line ? low : PixelColumns.between(PixelColumns.of(curve.x(), curve.high(), across, down, count), low));
    }

    private void fillDense(List<Reduced> bands, List<Reduced> lines, Rectangle pixels) {
        List<Reduced> denseBands = bands.stream().filter(Reduced::isDense).toList();
        List<Reduced> denseLines = lines.stream().filter(Reduced::isDense).toList();
        if (denseBands.isEmpty() && denseLines.isEmpty()) {
            return;
        }
        ColumnRaster raster = new ColumnRaster(target, pixels);
        for (Reduced band : denseBands) {
            boolean flat = band.isFlat();
            Color color = theme.color(band.series().color());
            fill(raster, band.columns(), color, flat ? scale : 0, flat ? FLAT_OPACITY : BAND_OPACITY, null);
        }
        for (Reduced line : denseLines) {
            BasicStroke stroke = stroke(line.series(), theme);
            Color color = paint(line.series(), theme);
            fill(raster, line.columns(), color, stroke.getLineWidth() * scale, 1, stroke.getDashArray());
        }
        raster.write();
    }

    private void fill(
            ColumnRaster raster, PixelColumns columns, Color color, double width, double opacity, float[] dash) {
        int count = Math.min(raster.columns(), columns.size());
        for (int i = 0; i < count; i++) {
            if (columns.isCovered(i)) {
                boolean gap = dash != null && i / scale % (dash[0] + dash[1]) >= dash[0];
                double seen = gap ? GAP_OPACITY * opacity : opacity;
                raster.fill(i, columns.top(i) - width / 2, columns.bottom(i) + width / 2, color, seen);
            }
        }
    }

    private void drawBand(Graphics2D g, Reduced band, AxisScale across, AxisScale up, Rectangle2D frame) {
        Decimation.Curve curve = band.curve();
        Color color = theme.color(band.series().color());
        boolean flat = band.isFlat();
        g.setColor(new Color(
                color.getRed(),
                color.getGreen(),
                color.getBlue(),
                Math.round(255 * (flat ? FLAT_OPACITY : BAND_OPACITY))));
        if (flat) {
            g.setStroke(new BasicStroke(1));
            g.draw(path(curve.x(), curve.high(), across, up, frame));
            return;
        }
        List<double[]> corners = new ArrayList<>(2 * curve.size());
        for (int i = 0; i < 2 * curve.size(); i++) {
            int at = i < curve.size() ? i : 2 * curve.size() - 1 - i;
            double py = up.pixel(i < curve.size() ? curve.high()[at] : curve.low()[at]);
            corners.add(new double[] {across.pixel(curve.x()[at]), py});
        }
        g.fill(FrameOutline.area(corners, frame));
    }

    private void drawLine(Graphics2D g, Reduced line, AxisScale across, AxisScale up, Rectangle2D frame) {
        g.setColor(paint(line.series(), theme));
        g.setStroke(stroke(line.series(), theme));
        g.draw(path(line.curve().x(), line.curve().high(), across, up, frame));
    }

    /** Interrupted at NaN. */
    private static Path2D path(double[] x, double[] y, AxisScale across, AxisScale up, Rectangle2D frame) {
        return FrameOutline.line(
                Arrays.stream(x).map(across::pixel).toArray(),
                Arrays.stream(y).map(up::pixel).toArray(),
                frame);
    }

    /** A line needs two points: one alone is drawn as a dot. */
    private void drawMarkers(Graphics2D g, Reduced line, AxisScale across, AxisScale up) {
        Decimation.Curve curve = line.curve();
        Shape marker = theme.marker(line.series().color());
        if (marker == null && curve.size() != 1) {
            return;
        }
        g.setColor(paint(line.series(), theme));
        for (int i = 0; i < curve.size(); i += Math.max(1, curve.size() / MARKERS)) {
            double px = across.pixel(curve.x()[i]);
            double py = up.pixel(curve.high()[i]);
            if (!Double.isNaN(py)) {
                g.fill(AffineTransform.getTranslateInstance(px, py)
                        .createTransformedShape(marker == null ? DOT : marker));
            }
        }
    }

    @Override
    public void addChangeListener(AnnotationChangeListener listener) {
        // It never changes.
    }

    @Override
    public void removeChangeListener(AnnotationChangeListener listener) {
        // It never changes.
    }
}
