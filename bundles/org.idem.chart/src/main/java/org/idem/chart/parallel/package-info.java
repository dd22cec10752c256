/** Parallel coordinates: an upright axis for each quantity, and a line across them for each thing. */
package org.idem.chart.parallel;
