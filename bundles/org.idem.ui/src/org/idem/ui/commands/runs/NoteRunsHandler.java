package org.idem.ui.commands.runs;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.NoteDialog;

/** Asks for the note of the selected runs. */
public final class NoteRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        List<String> notes = workplace.selectedRows().stream()
                .map(row -> row.labels().note())
                .distinct()
                .toList();
        NoteDialog dialog =
                new NoteDialog(workplace.shell(), RunLabeling.named(runs), notes.size() == 1 ? notes.get(0) : "");
        if (dialog.open() == Window.OK) {
            String note = dialog.note();
            RunLabeling.of(
                            "Note of " + RunLabeling.named(runs),
                            runs,
                            labels -> labels.withNote(note),
                            workplace.runs())
                    .schedule();
        }
        return null;
    }
}
