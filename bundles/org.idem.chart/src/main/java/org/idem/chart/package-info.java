/**
 * Charts without a toolkit: {@link org.idem.chart.LineChartModel} says what is shown, {@code catalog} has the charts of
 * runs and evaluations, {@code paint} draws them on any Graphics2D, {@code file} writes them.
 */
package org.idem.chart;
