package org.idem.ui.commands.training;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.launch.TrainerControlJob;

/** Lets the selected runs go on. */
public final class ResumeHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            TrainerControlJob.resume(run, workplace.launches(), workplace.runs())
                    .schedule();
        }
        return null;
    }
}
