package org.idem.ui.parts;

import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.operations.RedoActionHandler;
import org.eclipse.ui.operations.UndoActionHandler;
import org.eclipse.ui.part.EditorActionBarContributor;
import org.idem.ui.widgets.TextHistory;

/**
 * Makes Edit > Undo and Redo those of the editor in front, which adapts to the context of what it can undo, and those of a field
 * while somebody types. UI thread only.
 */
public class UndoContributor extends EditorActionBarContributor {
    private IUndoContext shown;
    private UndoActionHandler undo;
    private RedoActionHandler redo;

    @Override
    public void setActiveEditor(IEditorPart active) {
        IUndoContext context = active == null ? null : Adapters.adapt(active, IUndoContext.class);
        if (context == null || context == shown) {
            return;
        }
        forget();
        shown = context;
        undo = new UndoActionHandler(active.getEditorSite(), context);
        redo = new RedoActionHandler(active.getEditorSite(), context);
        IActionBars bars = getActionBars();
        bars.setGlobalActionHandler(ActionFactory.UNDO.getId(), new TextFirstAction(undo, TextHistory::undo));
        bars.setGlobalActionHandler(ActionFactory.REDO.getId(), new TextFirstAction(redo, TextHistory::redo));
        bars.updateActionBars();
    }

    private void forget() {
        if (undo != null) {
            undo.dispose();
            redo.dispose();
        }
    }

    @Override
    public void dispose() {
        forget();
        super.dispose();
    }
}
