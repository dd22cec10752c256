/** The charts of runs and evaluations, one class each, that workbench and report share. */
package org.idem.chart.catalog;
