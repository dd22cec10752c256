/**
 * Line charts: an immutable model, drawn by JFreeChart into an image off the paint path, explored with mouse and keys.
 */
package org.idem.ui.widgets.chart;
