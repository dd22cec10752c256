package org.idem.ui.commands.data;

import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;
import org.idem.ui.data.CheckJob;
import org.idem.ui.data.CheckedSets;

/** Reads every image of the open or selected data set and lists what is damaged. */
public final class CheckDataHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        SelectedDataset.of(event).ifPresent(set -> {
            Consumer<String> done = workplace.later(words -> workplace.say("Check of " + workplace.shown(set), words));
            new CheckJob(set, workplace.window().getService(CheckedSets.class), done).schedule();
        });
        return null;
    }
}
