package org.idem.ui.commands;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.program.Program;
import org.idem.run.RunDirectory;
import org.idem.ui.launch.ReportJob;

/** Writes the reports of the selected runs into them, and offers to show each. */
public final class ReportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            new ReportJob(run, run.reportFile(), workplace.later(file -> offer(workplace, file))).schedule();
        }
        return null;
    }

    private static void offer(CommandContext workplace, Path file) {
        int choice = MessageDialog.open(
                MessageDialog.INFORMATION,
                workplace.shell(),
                "Report",
                "The report is in " + workplace.shown(file) + ": one file that stands alone.",
                0,
                "Open in Browser",
                "Close");
        if (choice == 0 && !Program.launch(file.toUri().toString())) {
            workplace.say("Report", "No browser was found. The report is in " + file);
        }
    }
}
