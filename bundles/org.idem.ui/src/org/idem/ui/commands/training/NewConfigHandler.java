package org.idem.ui.commands.training;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.ui.Commands;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;
import org.idem.ui.folder.ConfigOpener;
import org.idem.ui.newconfig.NewConfigWizard;
import org.idem.ui.widgets.UiUpdateQueue;

/** Makes a config for the data set that the command names, that is selected or open, or that is chosen then. */
public final class NewConfigHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        String named = event.getParameter(Commands.SET);
        Path set = named != null ? Path.of(named) : SelectedDataset.of(event).orElse(null);
        IWorkbenchPage page = workplace.window().getActivePage();
        UiUpdateQueue updates = workplace.window().getService(UiUpdateQueue.class);
        NewConfigWizard.open(
                workplace.shell(), workplace.folder(), set, updates, file -> ConfigOpener.open(page, file));
        return null;
    }
}
