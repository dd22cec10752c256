package org.idem.ui.commands.training;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.run.RunDirectory;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.launch.TrainerControlJob;

/** Asks the selected runs to save and end. */
public final class StopHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            TrainerControlJob.stop(run, workplace.launches(), workplace.runs()).schedule();
        }
        return null;
    }
}
