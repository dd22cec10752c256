/**
 * Where views and editors stand when the workbench opens: one perspective for experiments, one for data sets and one for
 * verification.
 */
package org.idem.ui.perspectives;
