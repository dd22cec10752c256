package org.idem.ui.commands;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.run.RunDirectory;
import org.idem.ui.dialogs.ExportDialog;
import org.idem.ui.launch.ExportJob;

/** Writes a checkpoint of the selected run as ONNX. */
public final class ExportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            workplace.load(
                    "Reading " + run.name(),
                    () -> CommandContext.checkpoints(run),
                    checkpoints -> export(workplace, run, checkpoints));
        }
        return null;
    }

    private static void export(CommandContext workplace, RunDirectory run, List<String> checkpoints) {
        ExportDialog dialog = new ExportDialog(
                workplace.shell(), run.name(), checkpoints, run.export().resolve("model.onnx"));
        if (dialog.open() == Window.OK) {
            new ExportJob(
                            run,
                            dialog.checkpoint(),
                            dialog.file(),
                            true,
                            workplace.launches(),
                            workplace.later(proof -> workplace.say("Exported", proof)))
                    .schedule();
        }
    }
}
