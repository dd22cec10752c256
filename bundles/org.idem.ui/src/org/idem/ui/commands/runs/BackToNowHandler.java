package org.idem.ui.commands.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.idem.ui.run.RunEditor;

/** Shows the run of the active editor as it is again. */
public final class BackToNowHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof RunEditor editor) {
            editor.endReplay();
        }
        return null;
    }
}
