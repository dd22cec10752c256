package org.idem.ui.commands;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.ui.data.CheckJob;

/** Reads every image of the open or selected data set and lists what is damaged. */
public final class CheckDataHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        Path set = SelectedDataset.of(event);
        if (set == null) {
            workplace.say("Check", "Open a data set, or select one in the Explorer.");
        } else {
            new CheckJob(set, workplace.later(result -> workplace.say("Check of " + workplace.shown(set), result)))
                    .schedule();
        }
        return null;
    }
}
