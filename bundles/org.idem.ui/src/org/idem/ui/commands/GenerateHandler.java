package org.idem.ui.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.data.generate.GenerateResult;
import org.idem.ui.Ids;
import org.idem.ui.Views;
import org.idem.ui.data.DataSetInput;
import org.idem.ui.dialogs.GenerateDialog;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.launch.GenerateJob;

/** Draws a face set and opens it. */
public final class GenerateHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Workplace workplace = Workplace.of(event);
        GenerateDialog dialog = new GenerateDialog(
                workplace.shell(), free(workplace.folder().path().resolve("data")));
        if (dialog.open() == Window.OK) {
            new GenerateJob(dialog.request(), workplace.later(result -> show(workplace, result))).schedule();
        }
        return null;
    }

    private static Path free(Path data) {
        Path folder = data.resolve("faces");
        for (int copy = 2; Files.exists(folder); copy++) {
            folder = data.resolve("faces-" + copy);
        }
        return folder;
    }

    private static void show(Workplace workplace, GenerateResult result) {
        new RefreshJob(workplace.folder()).schedule();
        Views.open(workplace.window().getActivePage(), new DataSetInput(result.records()), Ids.DATA_SET_EDITOR);
    }
}
