package org.idem.ui.commands.models;

import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.PlatformUI;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.ExportDialog;
import org.idem.ui.launch.ExportJob;
import org.idem.ui.onnx.OnnxInput;
import org.osgi.framework.FrameworkUtil;

/** Writes a checkpoint of the selected run as ONNX, or its weights alone. */
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
                workplace.shell(), run.name(), checkpoints, run.export().resolve("model.onnx"), remembered());
        if (dialog.open() == Window.OK) {
            ExportDialog.Choice choice = dialog.choice();
            ModelSource model =
                    new ModelSource(run.path(), choice.checkpoint(), choice.average(), "", InputOptions.NONE);
            new ExportJob(
                            new Request.Export(model, choice.file(), true, choice.options()),
                            workplace.launches(),
                            workplace.later(exported -> show(workplace, exported)))
                    .schedule();
        }
    }

    private static IDialogSettings remembered() {
        return DialogSettings.getOrCreateSection(
                PlatformUI.getDialogSettingsProvider(FrameworkUtil.getBundle(ExportHandler.class))
                        .getDialogSettings(),
                "export");
    }

    /** A graph opens with all that it says of itself; of weights the proof is told. */
    private static void show(CommandContext workplace, Reply.Exported exported) {
        if (exported.file().toString().endsWith(".onnx")) {
            PartOpener.open(workplace.window().getActivePage(), new OnnxInput(exported.file()), Ids.ONNX_EDITOR);
        }
        workplace.say("Exported", ExportJob.describe(exported));
    }
}
