/**
 * The report of a run: one HTML file that needs nothing else, with curves drawn as SVG, the verification table, sample
 * faces, configuration and environment.
 */
package org.idem.report;
