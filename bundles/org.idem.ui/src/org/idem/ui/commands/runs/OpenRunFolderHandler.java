package org.idem.ui.commands.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.program.Program;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;

/** Shows a run's folder in the file manager. */
public final class OpenRunFolderHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            if (!Program.launch(run.path().toUri().toString())) {
                workplace.say("Run Folder", run.path().toString());
            }
        }
        return null;
    }
}
