/** Axes: what they span, where their ticks are, and how numbers on them are written. */
package org.idem.chart.axis;
