package org.idem.ui.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.protocol.ModelSource;
import org.idem.run.Evaluation;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.dialogs.VerifyDialog;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.launch.LauncherFactory;
import org.idem.ui.launch.VerifyJob;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.verify.ModelEvaluations;
import org.idem.ui.verify.PairSets;
import org.idem.ui.widgets.UiUpdateQueue;

/** What can be done with a model file. UI thread only. */
final class OnnxActions {
    private final Path path;
    private final IWorkbenchPartSite site;

    OnnxActions(Path path, IWorkbenchPartSite site) {
        this.path = path;
        this.site = site;
    }

    private Path evaluations() {
        return ModelEvaluations.of(path, site.getService(WorkFolder.class));
    }

    /** Asks for a set of pairs, measures the file on it, and opens the evaluation. */
    void verify(List<Evaluation> before) {
        Path folder = site.getService(WorkFolder.class).path();
        new LoadJob<>(
                        "Looking for sets of pairs",
                        () -> PairSets.of(before, folder),
                        this::askAndVerify,
                        site.getService(UiUpdateQueue.class))
                .schedule();
    }

    private void askAndVerify(List<Path> sets) {
        if (site.getShell().isDisposed()) {
            return;
        }
        VerifyDialog dialog = new VerifyDialog(site.getShell(), String.valueOf(path.getFileName()), List.of(), sets);
        if (dialog.open() == Window.OK) {
            UiUpdateQueue updates = site.getService(UiUpdateQueue.class);
            new VerifyJob(
                            ModelSource.of(path),
                            evaluations(),
                            dialog.set(),
                            site.getService(LauncherFactory.class),
                            evaluation -> updates.runAsync(() -> open(evaluation)))
                    .schedule();
        }
    }

    /** Opens an evaluation of the file. */
    void open(Evaluation evaluation) {
        PartOpener.open(
                site.getPage(),
                new EvaluationInput(evaluations(), evaluation.set(), evaluation.step()),
                Ids.VERIFICATION_EDITOR);
    }

    /** The run that the file says it was exported from, where the workbench knows one of that name. */
    Optional<RunRow> run(OnnxReading reading) {
        Object name = reading.claims().provenance().get("run");
        return site.getService(RunsModel.class).rows().stream()
                .filter(row -> row.run().name().equals(name))
                .findFirst();
    }

    /** Opens a run, from where another checkpoint can be exported. */
    void open(RunRow run) {
        PartOpener.open(site.getPage(), new RunInput(run.run().path()), Ids.RUN_EDITOR);
    }
}
