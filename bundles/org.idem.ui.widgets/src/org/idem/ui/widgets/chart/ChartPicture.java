package org.idem.ui.widgets.chart;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A drawn chart and where things are in it.
 *
 * @param image in pixels, 3 bytes BGR
 * @param plot the data area, in points
 * @param x x values to points
 * @param y y values to points
 * @param theme with which it was drawn
 */
record ChartPicture(BufferedImage image, Rectangle2D plot, AxisScale x, AxisScale y, ChartTheme theme) {}
