/**
 * Pieces of SWT with no knowledge of face recognition: the coalescing updater, figures in columns, the pane of an empty view.
 */
package org.idem.ui.widgets;
