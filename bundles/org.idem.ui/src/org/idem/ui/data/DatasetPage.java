package org.idem.ui.data;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Control;

/** A page of the data set editor, made when the set is open. UI thread only. */
public interface DatasetPage {

    /** What its tab says. */
    String title();

    /** Its widget. */
    Control control();

    /** What is selected on it, for the rest of the workbench; tells {@link DatasetContext#select} of changes. */
    default ISelection selection() {
        return StructuredSelection.EMPTY;
    }

    /** Called when the page comes to the front: what only a reader of this page needs is begun here. */
    default void shown() {}

    /** Takes the keyboard. */
    default void setFocus() {
        control().setFocus();
    }

    /** Ends what goes on in the background; called once, before the set is closed. */
    default void dispose() {}
}
