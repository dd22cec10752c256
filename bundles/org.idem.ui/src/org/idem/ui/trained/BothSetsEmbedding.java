package org.idem.ui.trained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IWorkbenchPartSite;
import org.idem.protocol.ModelSource;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.ui.dialogs.DoctorDialog;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.launch.DoctorJob;
import org.idem.ui.launch.LauncherFactory;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;

/** Has a training set and a set of pairs embedded by one model: the doctor's look at the one against the other. */
record BothSetsEmbedding(IWorkbenchPartSite site, Evaluation evaluation) {

    /**
     * Asks for the model, and looks with it as a job that the user sees.
     *
     * @param trained the training set
     * @param done called on the job's thread
     */
    void ask(Path trained, Runnable done) {
        WorkFolder folder = site.getService(WorkFolder.class);
        Path pairs = folder.path().resolve(evaluation.file());
        DoctorDialog dialog = new DoctorDialog(
                        site.getShell(), trained.getFileName().toString(), folder.path(), models(folder))
                .against(folder.shown(pairs));
        if (dialog.open() == Window.OK) {
            ModelSource model = ModelSource.ofRun(dialog.model(), dialog.checkpoint());
            new DoctorJob(model, trained, dialog.against(), site.getService(LauncherFactory.class), reply -> done.run())
                    .schedule();
        }
    }

    /** Runs with a checkpoint, the one of the evaluation first. */
    private List<String> models(WorkFolder folder) {
        List<String> models = new ArrayList<>();
        for (RunRow row : site.getService(RunsModel.class).rows()) {
            if (row.hasCheckpoint()) {
                models.add(
                        isOwn(row.run()) ? 0 : models.size(),
                        folder.shown(row.run().path()));
            }
        }
        return models;
    }

    private boolean isOwn(RunDirectory run) {
        return evaluation.scores() != null && evaluation.scores().startsWith(run.path());
    }
}
