package org.idem.ui.run;

import org.eclipse.swt.widgets.Control;

/** A page of the run editor. UI thread only. */
interface RunPage {
    /** What its tab says now. */
    String title();

    /** Its widget. */
    Control control();

    /** Shows the run as it is now. */
    void show(RunSnapshot snapshot);
}
