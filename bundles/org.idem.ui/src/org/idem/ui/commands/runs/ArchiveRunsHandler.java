package org.idem.ui.commands.runs;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;

/** Puts the selected runs into the archive, or takes them out of it. */
public final class ArchiveRunsHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        List<RunDirectory> runs = workplace.selectedRuns();
        boolean into = !event.getCommand().getId().endsWith("unarchiveRuns");
        RunLabeling.of(
                        (into ? "Archive " : "Unarchive ") + RunLabeling.named(runs),
                        runs,
                        labels -> labels.withArchived(into),
                        workplace.runs())
                .schedule();
        return null;
    }
}
