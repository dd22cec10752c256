package org.idem.ui.commands.runs;

import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.run.RunDirectory;
import org.idem.run.RunRenaming;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunOperation;
import org.idem.ui.runs.RunsModel;

/** Gives the selected run another name; the moment at the beginning of its name stays. */
public final class RenameRunHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        RunDirectory run = workplace.selectedRuns().get(0);
        String now = run.name().replaceFirst("^\\d{8}-\\d{6}-?", "");
        InputDialog dialog = new InputDialog(
                workplace.shell(),
                "Rename Run",
                "New name of " + run.name() + "; the moment that it began at stays in front:",
                now,
                RenameRunHandler::problem);
        if (dialog.open() == Window.OK && !dialog.getValue().equals(now)) {
            close(workplace.window().getActivePage(), run);
            rename(run, now, dialog.getValue(), workplace.runs()).schedule();
        }
        return null;
    }

    private static String problem(String name) {
        return name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*") && !name.endsWith(".") && !name.endsWith("-")
                ? null
                : "Give letters, digits, dots, dashes and underscores.";
    }

    private static RunOperation rename(RunDirectory run, String before, String after, RunsModel model) {
        Path[] place = {run.path()};
        return new RunOperation(
                "Rename " + run.name(),
                () -> place[0] = rename(place[0], after),
                () -> place[0] = rename(place[0], before),
                model);
    }

    private static Path rename(Path run, String name) {
        return RunRenaming.rename(RunDirectory.open(run), name, Clock.systemUTC())
                .path();
    }

    /** An editor shows a folder, which is about to be another one. */
    private static void close(IWorkbenchPage page, RunDirectory run) {
        IEditorPart editor = page.findEditor(new RunInput(run.path()));
        if (editor != null) {
            page.closeEditor(editor, false);
        }
    }
}
