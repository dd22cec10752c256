package org.idem.ui.compare;

import org.eclipse.swt.widgets.Control;

/** A page of the editor of several runs. UI thread only. */
interface ComparisonPage {
    /** What its tab says. */
    String title();

    /** Its widget. */
    Control control();

    /** Shows the runs as they are now. */
    void show(ComparisonSnapshot snapshot);
}
