package org.idem.ui.commands.window;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.start.StartInput;

/** Shows what the folder holds and what can be begun. */
public final class StartPageHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        PartOpener.open(CommandContext.of(event).window().getActivePage(), new StartInput(), Ids.START_PAGE);
        return null;
    }
}
