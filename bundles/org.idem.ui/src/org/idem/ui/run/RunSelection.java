package org.idem.ui.run;

import org.eclipse.jface.viewers.StructuredSelection;
import org.idem.ui.runs.RunRow;
import org.idem.ui.selection.PartSelection;

/** Offers the run of an editor as the selection, in its latest state. UI thread only. */
final class RunSelection extends PartSelection {
    private RunRow row;

    /** The run as it was last read, or null before that and when it is gone. */
    RunRow row() {
        return row;
    }

    void set(RunRow now) {
        boolean changed = row == null || row.live() != now.live() || row.hasCheckpoint() != now.hasCheckpoint();
        row = now;
        if (changed) {
            setSelection(new StructuredSelection(now));
        }
    }

    /** There is no such run any more. */
    void clear() {
        row = null;
        setSelection(StructuredSelection.EMPTY);
    }
}
