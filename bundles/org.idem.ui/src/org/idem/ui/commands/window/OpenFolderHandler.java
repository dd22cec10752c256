package org.idem.ui.commands.window;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.ui.Commands;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.start.InitialEditor;

/** Moves the workbench to another folder: the one that the command names, or one that is chosen. */
public final class OpenFolderHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        String named = event.getParameter(Commands.FOLDER);
        String chosen = named == null ? choose(workplace) : named;
        if (chosen == null) {
            return null;
        }
        IWorkbenchPage page = workplace.window().getActivePage();
        if (!Files.isDirectory(Path.of(chosen))) {
            workplace.say("Open Folder", "There is no folder " + chosen + " any more.");
        } else if (page.closeAllEditors(true)) {
            RefreshJob.open(Path.of(chosen), workplace.folder());
            new InitialEditor(workplace.folder(), page).open(false);
        }
        return null;
    }

    private static String choose(CommandContext workplace) {
        DirectoryDialog dialog = new DirectoryDialog(workplace.shell());
        dialog.setText("Open Folder");
        dialog.setFilterPath(workplace.folder().path().toString());
        return dialog.open();
    }
}
