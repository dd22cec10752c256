/**
 * Charts on the screen: an image of a {@link org.idem.chart.LineChartModel}, drawn off the paint path and explored with
 * mouse and keys.
 */
package org.idem.ui.widgets.chart;
