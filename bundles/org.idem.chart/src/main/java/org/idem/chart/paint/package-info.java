/** Draws charts: curves reduced to what can be seen, bands, dots and marks, on any Graphics2D. */
package org.idem.chart.paint;
