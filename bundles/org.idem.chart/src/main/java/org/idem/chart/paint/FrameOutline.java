package org.idem.chart.paint;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * An outline that ends at the edges of a frame. A clip alone would do on a screen; a file would hold places far
 * outside of its picture, such as those of a rate of one on an axis of normal deviates.
 */
final class FrameOutline {
    /** Beyond the edges, so that no line is seen along them. */
    private static final double MARGIN = 4;

    private final Rectangle2D frame;
    private final Path2D path = new Path2D.Double();
    private double endX = Double.NaN;
    private double endY = Double.NaN;

    private FrameOutline(Rectangle2D frame) {
        this.frame = new Rectangle2D.Double(
                frame.getX() - MARGIN,
                frame.getY() - MARGIN,
                frame.getWidth() + 2 * MARGIN,
                frame.getHeight() + 2 * MARGIN);
    }

    /** A line through places in points, interrupted at NaN; a place alone between two gaps is as long as it is wide. */
    static Path2D line(double[] x, double[] y, Rectangle2D frame) {
        FrameOutline outline = new FrameOutline(frame);
        boolean open = false;
        for (int i = 0; i < x.length; i++) {
            boolean ends = i + 1 == x.length || Double.isNaN(y[i + 1]);
            if (Double.isNaN(y[i])) {
                open = false;
            } else if (open) {
                outline.add(x[i - 1], y[i - 1], x[i], y[i]);
            } else {
                open = true;
                if (ends) {
                    outline.add(x[i], y[i], x[i], y[i]);
                }
            }
        }
        return outline.path;
    }

    /** What is left of a line, by Liang and Barsky. */
    private void add(double fromX, double fromY, double toX, double toY) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double[] shares = {0, 1};
        boolean seen = cut(-dx, fromX - frame.getMinX(), shares)
                && cut(dx, frame.getMaxX() - fromX, shares)
                && cut(-dy, fromY - frame.getMinY(), shares)
                && cut(dy, frame.getMaxY() - fromY, shares);
        if (!seen) {
            return;
        }
        double beginX = fromX + shares[0] * dx;
        double beginY = fromY + shares[0] * dy;
        if (Double.compare(beginX, endX) != 0 || Double.compare(beginY, endY) != 0) {
            path.moveTo(beginX, beginY);
        }
        endX = shares[1] < 1 ? fromX + shares[1] * dx : toX;
        endY = shares[1] < 1 ? fromY + shares[1] * dy : toY;
        path.lineTo(endX, endY);
    }

    /**
     * Narrows what is left of a line by one edge; false if nothing is.
     *
     * @param outward how far the line goes in the edge's direction
     * @param room how far the edge is from its beginning
     */
    private static boolean cut(double outward, double room, double[] shares) {
        if (outward < 0) {
            shares[0] = Math.max(shares[0], room / outward);
        } else if (outward > 0) {
            shares[1] = Math.min(shares[1], room / outward);
        } else {
            return room >= 0;
        }
        return shares[0] <= shares[1];
    }

    /** An area between corners in points. */
    static Path2D area(List<double[]> corners, Rectangle2D frame) {
        FrameOutline outline = new FrameOutline(frame);
        Rectangle2D inner = outline.frame;
        List<double[]> cut = cut(corners, 1, inner.getMinY(), 1);
        cut = cut(cut, 1, inner.getMaxY(), -1);
        cut = cut(cut, 0, inner.getMinX(), 1);
        cut = cut(cut, 0, inner.getMaxX(), -1);
        for (int i = 0; i < cut.size(); i++) {
            if (i == 0) {
                outline.path.moveTo(cut.get(i)[0], cut.get(i)[1]);
            } else {
                outline.path.lineTo(cut.get(i)[0], cut.get(i)[1]);
            }
        }
        if (!cut.isEmpty()) {
            outline.path.closePath();
        }
        return outline.path;
    }

    /**
     * What is left on one side of an edge, by Sutherland and Hodgman.
     *
     * @param axis 0 for an upright edge, 1 for a level one
     * @param side 1 to keep what is right of the edge or below it, -1 for the rest
     */
    private static List<double[]> cut(List<double[]> corners, int axis, double edge, int side) {
        if (corners.stream().allMatch(corner -> side * (corner[axis] - edge) >= 0)) {
            return corners;
        }
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            double[] one = corners.get(i);
            double[] next = corners.get((i + 1) % corners.size());
            boolean inside = side * (one[axis] - edge) >= 0;
            if (inside) {
                kept.add(one);
            }
            if (inside != side * (next[axis] - edge) >= 0) {
                double share = (edge - one[axis]) / (next[axis] - one[axis]);
                double[] crossing = new double[2];
                crossing[axis] = edge;
                crossing[1 - axis] = one[1 - axis] + share * (next[1 - axis] - one[1 - axis]);
                kept.add(crossing);
            }
        }
        return kept;
    }
}
