package org.idem.ui.newconfig;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.idem.core.Progress;
import org.idem.ui.folder.FolderContents;
import org.idem.ui.folder.FolderSurvey;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.widgets.UiUpdateQueue;

/** Makes a config for a data set: which sets, then which network and numbers. UI thread only. */
public final class NewConfigWizard extends Wizard {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 620;

    private final WorkFolder folder;
    private final UiUpdateQueue updates;
    private final DataPage data;
    private final TrainingPage training;
    private final Consumer<Path> written;
    private LoadJob<FolderContents> search;

    private NewConfigWizard(WorkFolder folder, Path set, UiUpdateQueue updates, Consumer<Path> written) {
        this.folder = folder;
        this.updates = updates;
        this.written = written;
        data = new DataPage(folder.path(), set, updates);
        training = new TrainingPage(folder.path(), updates, data::measured);
        setWindowTitle("New Config");
        setHelpAvailable(false);
    }

    /**
     * Opens the wizard and returns when it is closed; the config is then written in the background.
     *
     * @param set what to train on, or null
     * @param written is given the file on the UI thread, once it is written
     */
    public static void open(Shell shell, WorkFolder folder, Path set, UiUpdateQueue updates, Consumer<Path> written) {
        WizardDialog dialog = new WizardDialog(shell, new NewConfigWizard(folder, set, updates, written));
        dialog.setPageSize(WIDTH, HEIGHT - 200);
        dialog.open();
    }

    @Override
    public void addPages() {
        addPage(data);
        addPage(training);
    }

    @Override
    public void createPageControls(Composite container) {
        super.createPageControls(container);
        search = new LoadJob<>(
                "Looking for data sets", () -> FolderSurvey.of(folder.path(), Progress.NONE), data::offer, updates);
        search.schedule();
    }

    @Override
    public boolean canFinish() {
        return getContainer().getCurrentPage() == training && training.isPageComplete();
    }

    @Override
    public boolean performFinish() {
        return training.draft()
                .map(draft -> {
                    new NewConfigJob(draft, folder, () -> updates.runAsync(() -> written.accept(draft.file())))
                            .schedule();
                    return true;
                })
                .orElse(false);
    }

    @Override
    public void dispose() {
        if (search != null) {
            search.cancel();
        }
        super.dispose();
    }
}
