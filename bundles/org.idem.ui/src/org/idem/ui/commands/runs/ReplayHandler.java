package org.idem.ui.commands.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.run.RunEditor;

/** Opens the selected run and lets its user go back in time. */
public final class ReplayHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            if (workplace.open(run) instanceof RunEditor editor) {
                editor.beginReplay();
            }
        }
        return null;
    }
}
