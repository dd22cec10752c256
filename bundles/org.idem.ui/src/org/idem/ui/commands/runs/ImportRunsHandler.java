package org.idem.ui.commands.runs;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.core.Units;
import org.idem.run.imports.ImportedRun;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.ImportRunsDialog;
import org.idem.ui.launch.ImportRunsJob;

/** Makes runs of other programs' logs, and says what came of it. */
public final class ImportRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        ImportRunsDialog dialog =
                new ImportRunsDialog(workplace.shell(), workplace.folder().path());
        if (dialog.open() == Window.OK) {
            new ImportRunsJob(
                            dialog.path(),
                            workplace.folder().runs(),
                            dialog.name(),
                            workplace.runs(),
                            workplace.later(imported -> say(workplace, imported)))
                    .schedule();
        }
        return null;
    }

    private static void say(CommandContext workplace, List<ImportedRun> imported) {
        long there = imported.stream().filter(ImportedRun::there).count();
        long made = imported.size() - there;
        long points = imported.stream()
                .filter(one -> !one.there())
                .mapToLong(ImportedRun::points)
                .sum();
        long skipped = imported.stream().mapToLong(ImportedRun::skipped).sum();
        String text = (made == 1 ? "One run was" : Units.count(made) + " runs were") + " imported, with "
                + Units.count(points) + " values."
                + (there > 0 ? " " + Units.count(there) + " had been imported before." : "")
                + (skipped > 0 ? " Not readable: " + Units.count(skipped) + " values." : "");
        workplace.say("Runs Imported", text);
    }
}
