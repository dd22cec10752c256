/**
 * Image grids on a real display, and the arithmetic behind them.
 */
package org.idem.ui.widgets.grid;
