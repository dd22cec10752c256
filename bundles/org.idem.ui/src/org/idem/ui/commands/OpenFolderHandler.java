package org.idem.ui.commands;

import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.idem.ui.folder.RefreshJob;

/** Moves the workbench to another folder. */
public final class OpenFolderHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        DirectoryDialog dialog = new DirectoryDialog(workplace.shell());
        dialog.setText("Open Folder");
        dialog.setFilterPath(workplace.folder().path().toString());
        String chosen = dialog.open();
        if (chosen != null && workplace.window().getActivePage().closeAllEditors(true)) {
            RefreshJob.open(Path.of(chosen), workplace.folder());
        }
        return null;
    }
}
