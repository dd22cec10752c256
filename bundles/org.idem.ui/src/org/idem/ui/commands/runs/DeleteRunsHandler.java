package org.idem.ui.commands.runs;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.run.RunDirectory;
import org.idem.run.RunTrash;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunDeletion;

/** Moves the selected runs to the trash, after asking. */
public final class DeleteRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        if (!runs.isEmpty() && MessageDialog.openQuestion(workplace.shell(), "Delete Runs", question(runs))) {
            runs.forEach(run -> close(workplace.window().getActivePage(), run));
            RunDeletion.of(runs, workplace.runs()).schedule();
        }
        return null;
    }

    private static String question(List<RunDirectory> runs) {
        String what = runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs";
        return "Move " + what + " to the trash (" + RunTrash.FOLDER + " in the folder of runs)?";
    }

    private static void close(IWorkbenchPage page, RunDirectory run) {
        IEditorPart editor = page.findEditor(new RunInput(run.path()));
        if (editor != null) {
            page.closeEditor(editor, false);
        }
    }
}
