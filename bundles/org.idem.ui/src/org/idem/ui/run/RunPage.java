package org.idem.ui.run;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.swt.widgets.Control;

/** A page of the run editor. UI thread only. */
interface RunPage {
    /** A moment to the second, in the time of this machine. */
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    /** What its tab says now. */
    String title();

    /** Its widget. */
    Control control();

    /** Shows the run as it is now. */
    void show(RunSnapshot snapshot);
}
