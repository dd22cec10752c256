/** Charts of metrics that the user chooses, as the editors of one and of several runs show them. */
package org.idem.ui.charts;
