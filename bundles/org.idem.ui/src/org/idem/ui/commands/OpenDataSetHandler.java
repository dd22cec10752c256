package org.idem.ui.commands;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.data.DatasetInput;

/** Opens the selected file or folder as a data set. */
public final class OpenDataSetHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Path set = SelectedDataset.of(event);
        if (set != null) {
            PartOpener.open(
                    CommandContext.of(event).window().getActivePage(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        }
        return null;
    }
}
