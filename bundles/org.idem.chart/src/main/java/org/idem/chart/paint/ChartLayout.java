package org.idem.chart.paint;

import java.awt.geom.Rectangle2D;
import org.idem.chart.axis.AxisScale;

/**
 * Where things are in a drawn chart, in points of the drawing.
 *
 * @param plot the data area
 * @param x x values to points
 * @param y y values to points
 */
public record ChartLayout(Rectangle2D plot, AxisScale x, AxisScale y) {}
