package org.idem.ui.commands.models;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.window.Window;
import org.idem.protocol.ModelSource;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.commands.CommandContext;
import org.idem.ui.dialogs.VerifyDialog;
import org.idem.ui.launch.VerifyJob;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.verify.PairSets;

/** Measures a checkpoint of the selected run on a set of pairs. */
public final class VerifyHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        CommandContext workplace = CommandContext.of(event);
        for (RunDirectory run : workplace.selectedRuns()) {
            Path folder = workplace.folder().path();
            workplace.load(
                    "Reading " + run.name(),
                    () -> new Choices(CommandContext.checkpoints(run), PairSets.of(EvaluationStore.read(run), folder)),
                    choices -> verify(workplace, run, choices));
        }
        return null;
    }

    /** What the dialog offers. */
    private record Choices(List<String> checkpoints, List<Path> sets) {}

    private static void verify(CommandContext workplace, RunDirectory run, Choices choices) {
        VerifyDialog dialog = new VerifyDialog(workplace.shell(), run.name(), choices.checkpoints(), choices.sets());
        if (dialog.open() == Window.OK) {
            new VerifyJob(
                            ModelSource.ofRun(run.path(), dialog.checkpoint()),
                            run.eval(),
                            dialog.set(),
                            workplace.launches(),
                            workplace.later(evaluation -> open(workplace, run, evaluation)))
                    .schedule();
        }
    }

    private static void open(CommandContext workplace, RunDirectory run, Evaluation evaluation) {
        EvaluationInput input = new EvaluationInput(run.path(), evaluation.set(), evaluation.step());
        PartOpener.open(workplace.window().getActivePage(), input, Ids.VERIFICATION_EDITOR);
    }
}
