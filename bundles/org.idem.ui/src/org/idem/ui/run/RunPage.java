package org.idem.ui.run;

import org.eclipse.swt.widgets.Control;

/** A page of the run editor. UI thread only. */
interface RunPage {
    /** The word on its tab. */
    String title();

    /** Its widget. */
    Control control();

    /** Shows the run as it is now. */
    void show(RunSnapshot snapshot);
}
