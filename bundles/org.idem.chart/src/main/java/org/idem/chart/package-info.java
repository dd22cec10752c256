/**
 * Charts without a toolkit: what is drawn, how many points of it, the axes, painting on any Graphics2D, and files of it.
 */
package org.idem.chart;
