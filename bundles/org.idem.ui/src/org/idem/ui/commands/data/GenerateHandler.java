package org.idem.ui.commands.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.faces.GenerateResult;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.dialogs.GenerateDialog;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.launch.GenerateJob;

/** Draws a face set and opens it. */
public final class GenerateHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        Path data = workplace.folder().path().resolve("data");
        workplace.load("Looking for a free folder", () -> free(data), free -> generate(workplace, free));
        return null;
    }

    private static void generate(CommandContext workplace, Path free) {
        GenerateDialog dialog = new GenerateDialog(workplace.shell(), free);
        if (dialog.open() == Window.OK) {
            new GenerateJob(dialog.request(), workplace.later(result -> show(workplace, result))).schedule();
        }
    }

    private static Path free(Path data) {
        Path folder = data.resolve("faces");
        for (int copy = 2; Files.exists(folder); copy++) {
            folder = data.resolve("faces-" + copy);
        }
        return folder;
    }

    private static void show(CommandContext workplace, GenerateResult result) {
        new RefreshJob(workplace.folder()).schedule();
        PartOpener.open(workplace.window().getActivePage(), new DatasetInput(result.records()), Ids.DATA_SET_EDITOR);
    }
}
