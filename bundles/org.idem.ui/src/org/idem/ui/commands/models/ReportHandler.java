package org.idem.ui.commands.models;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.report.ReportWriter;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.ReportOffer;
import org.idem.ui.launch.ReportJob;

/** Writes the report of the selected run into it, or one that compares several into the folder, and offers to show it. */
public final class ReportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        if (!runs.isEmpty()) {
            Path folder = workplace.folder().path();
            Path file = runs.size() == 1
                    ? runs.get(0).reportFile()
                    : ReportWriter.fileForSeveral(folder, Clock.systemDefaultZone());
            new ReportJob(runs, file, workplace.later(written -> ReportOffer.open(workplace.window(), written)))
                    .schedule();
        }
        return null;
    }
}
