package org.idem.ui.commands.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.start.PathOpener;

/** Opens files that are chosen, each in the editor of its kind. */
public final class OpenFileHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        FileDialog dialog = new FileDialog(workplace.shell(), SWT.OPEN | SWT.MULTI);
        dialog.setText("Open File");
        dialog.setFilterPath(workplace.folder().path().toString());
        if (dialog.open() != null) {
            List<Path> chosen = new ArrayList<>();
            for (String name : dialog.getFileNames()) {
                chosen.add(Path.of(dialog.getFilterPath()).resolve(name));
            }
            new PathOpener(workplace.window()).open(chosen);
        }
        return null;
    }
}
