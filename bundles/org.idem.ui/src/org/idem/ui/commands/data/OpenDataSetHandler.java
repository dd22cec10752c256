package org.idem.ui.commands.data;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.commands.SelectedDataset;
import org.idem.ui.data.DatasetInput;

/** Opens the selected file or folder as a data set. */
public final class OpenDataSetHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = CommandContext.of(event).window().getActivePage();
        SelectedDataset.of(event).ifPresent(set -> PartOpener.open(page, new DatasetInput(set), Ids.DATA_SET_EDITOR));
        return null;
    }
}
