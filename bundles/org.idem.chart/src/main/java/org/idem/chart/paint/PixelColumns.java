package org.idem.chart.paint;

import java.util.Arrays;
import org.idem.chart.AxisMapping;
import org.idem.chart.axis.AxisScale;

/**
 * From where to where a curve passes through each column of pixels: between two of its points it runs straight, and what it
 * covers of a column is one stretch. Places grow downwards. Not thread-safe.
 */
final class PixelColumns {
    /** Farther outside than this nothing is seen, whatever the zoom. */
    private static final double FAR = 1e7;

    private final float[] top;
    private final float[] bottom;

    private PixelColumns(int columns) {
        top = new float[columns];
        bottom = new float[columns];
        Arrays.fill(top, Float.POSITIVE_INFINITY);
        Arrays.fill(bottom, Float.NEGATIVE_INFINITY);
    }

    /**
     * The columns of a curve.
     *
     * @param x ascending
     * @param y as many; NaN interrupts
     * @param across x to columns, from 0 to {@code columns}
     * @param down y to pixels
     */
    static PixelColumns of(double[] x, double[] y, AxisScale across, AxisScale down, int columns) {
        PixelColumns result = new PixelColumns(columns);
        Place places = new Place(across, down);
        double lastX = 0;
        double lastY = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double atX = places.x(x[i]);
            double atY = places.y(y[i]);
            if (Double.isNaN(atY)) {
                lastY = atY;
                continue;
            }
            result.add(Double.isNaN(lastY) ? atX : lastX, Double.isNaN(lastY) ? atY : lastY, atX, atY);
            lastX = atX;
            lastY = atY;
        }
        return result;
    }

    /** The area between two edges over the same x. */
    static PixelColumns between(PixelColumns upper, PixelColumns lower) {
        PixelColumns area = new PixelColumns(upper.top.length);
        for (int i = 0; i < area.top.length; i++) {
            area.top[i] = Math.min(upper.top[i], lower.top[i]);
            area.bottom[i] = Math.max(upper.bottom[i], lower.bottom[i]);
        }
        return area;
    }

    private void add(double fromX, double fromY, double toX, double toY) {
        int first = (int) Math.floor(fromX);
        int last = (int) Math.floor(toX);
        double slope = first == last ? 0 : (toY - fromY) / (toX - fromX);
        int end = Math.min(last, top.length - 1);
        for (int column = Math.max(0, first); column <= end; column++) {
            double left = column == first ? fromY : fromY + slope * (column - fromX);
            double right = column == last ? toY : fromY + slope * (column + 1 - fromX);
            top[column] = Math.min(top[column], (float) Math.min(left, right));
            bottom[column] = Math.max(bottom[column], (float) Math.max(left, right));
        }
    }

    int size() {
        return top.length;
    }

    /** Whether the curve has anything in a column. */
    boolean isCovered(int column) {
        return top[column] <= bottom[column];
    }

    /** Where the curve is highest in a column. */
    float top(int column) {
        return top[column];
    }

    /** Where it is lowest. */
    float bottom(int column) {
        return bottom[column];
    }

    /** How far up and down the curve runs on its way, in pixels: what drawing it as a line costs. */
    double travel() {
        double travel = 0;
        for (int i = 0; i < top.length; i++) {
            travel += isCovered(i) ? bottom[i] - top[i] : 0;
        }
        return travel;
    }

    /** Scales with what does not change from point to point taken out. */
    private static final class Place {
        private final double x0;
        private final double xFactor;
        private final AxisMapping mapX;
        private final double y0;
        private final double yFactor;
        private final AxisMapping mapY;

        Place(AxisScale across, AxisScale down) {
            mapX = across.mapping();
            xFactor = factor(across);
            x0 = across.pixel(across.range().low())
                    - mapX.toScale(across.range().low()) * xFactor;
            mapY = down.mapping();
            yFactor = factor(down);
            y0 = down.start() - mapY.toScale(down.range().low()) * yFactor;
        }

        private static double factor(AxisScale scale) {
            double from = scale.mapping().toScale(scale.range().low());
            double to = scale.mapping().toScale(scale.range().high());
            return (scale.end() - scale.start()) / (to - from);
        }

        double x(double value) {
            return near(x0 + mapX.toScale(value) * xFactor);
        }

        double y(double value) {
            return near(y0 + mapY.toScale(value) * yFactor);
        }

        private static double near(double pixel) {
            return Math.max(-FAR, Math.min(FAR, pixel));
        }
    }
}
