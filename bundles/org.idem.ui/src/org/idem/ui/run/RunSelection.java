package org.idem.ui.run;

import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.idem.ui.runs.RunRow;

/** Offers the run of an editor as the selection, in its latest state. UI thread only. */
final class RunSelection implements ISelectionProvider {
    private final CopyOnWriteArrayList<ISelectionChangedListener> listeners = new CopyOnWriteArrayList<>();
    private ISelection selection = StructuredSelection.EMPTY;
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

    @Override
    public ISelection getSelection() {
        return selection;
    }

    @Override
    public void setSelection(ISelection now) {
        selection = now;
        SelectionChangedEvent event = new SelectionChangedEvent(this, now);
        listeners.forEach(listener -> listener.selectionChanged(event));
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
