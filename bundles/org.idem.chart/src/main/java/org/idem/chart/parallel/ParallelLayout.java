package org.idem.chart.parallel;

import java.util.Optional;

/**
 * Where things are in drawn parallel coordinates, in points of the drawing.
 *
 * @param left of the first axis
 * @param spacing between two axes
 * @param top of all axes
 * @param bottom of all axes
 * @param missing where lines pass an axis on which they have no value
 */
public record ParallelLayout(double left, double spacing, double top, double bottom, double missing) {
    /** Farther from a line, nobody means it. */
    private static final double REACH = 6;
    /** Nearer to the end of an axis, somebody means the end. */
    private static final double END_REACH = 2;
    /** Farther from an axis, nobody means it. */
    private static final double AXIS_REACH = 14;

    /** From left to right. */
    public double x(int axis) {
        return left + axis * spacing;
    }

    /** From top to bottom; of NaN where what is missing stands. */
    public double y(double place) {
        return Double.isNaN(place) ? missing : bottom + place * (top - bottom);
    }

    /** The place on an axis, kept within it; near to an end that end, which pixels may miss. */
    public double place(double y) {
        if (bottom - y <= END_REACH) {
            return 0;
        }
        return y - top <= END_REACH ? 1 : (bottom - y) / (bottom - top);
    }

    /** The axis that somebody points at, or -1. */
    public int axisAt(ParallelModel model, double x) {
        for (int i = 0; i < model.axes().size(); i++) {
            if (Math.abs(x - x(i)) <= AXIS_REACH) {
                return i;
            }
        }
        return -1;
    }

    /** The line that passes nearest to a place, if it does so within a few points; chosen ones only. */
    public Optional<ParallelLine> lineAt(ParallelModel model, double x, double y) {
        int axis = (int) Math.floor((x - left) / spacing);
        if (axis < 0 || axis >= model.axes().size() - 1) {
            return Optional.empty();
        }
        double part = (x - x(axis)) / spacing;
        ParallelLine nearest = null;
        double least = REACH;
        for (ParallelLine line : model.chosen()) {
            double from = y(model.place(line, axis));
            double to = y(model.place(line, axis + 1));
            // The distance upwards, turned by how steep the line is.
            double distance = Math.abs(from + part * (to - from) - y) * spacing / Math.hypot(spacing, to - from);
            if (distance <= least) {
                least = distance;
                nearest = line;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
