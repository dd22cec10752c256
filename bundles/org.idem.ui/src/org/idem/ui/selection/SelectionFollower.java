package org.idem.ui.selection;

import java.util.function.Consumer;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.ISelectionService;
import org.eclipse.ui.IWorkbenchPart;

/**
 * Tells a view what is selected in any other part, as far as it is of a type or adapts to it; what does not leaves the view
 * as it is. UI thread only.
 *
 * @param <T> what the view shows
 */
public final class SelectionFollower<T> implements ISelectionListener {
    private final IWorkbenchPart own;
    private final Class<T> type;
    private final Consumer<T> show;
    private T last;

    /** @param own the view, whose own selection is not followed */
    public SelectionFollower(IWorkbenchPart own, Class<T> type, Consumer<T> show) {
        this.own = own;
        this.type = type;
        this.show = show;
    }

    /** Begins with what is selected now. */
    public void start() {
        ISelectionService service = service();
        service.addSelectionListener(this);
        follow(service.getSelection());
    }

    /** Ends. */
    public void stop() {
        service().removeSelectionListener(this);
    }

    private ISelectionService service() {
        return own.getSite().getWorkbenchWindow().getSelectionService();
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
        if (part != own) {
            follow(selection);
        }
    }

    private void follow(ISelection selection) {
        if (selection instanceof IStructuredSelection structured && !structured.isEmpty()) {
            T found = Adapters.adapt(structured.getFirstElement(), type);
            if (found != null && !found.equals(last)) {
                last = found;
                show.accept(found);
            }
        }
    }
}
