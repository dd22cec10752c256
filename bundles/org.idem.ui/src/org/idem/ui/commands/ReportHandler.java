package org.idem.ui.commands;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.dialogs.ReportOffer;
import org.idem.ui.launch.ReportJob;

/** Writes the reports of the selected runs into them, and offers to show each. */
public final class ReportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            new ReportJob(run, run.reportFile(), workplace.later(file -> ReportOffer.open(workplace.window(), file)))
                    .schedule();
        }
        return null;
    }
}
