package org.idem.ui.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.idem.run.RunCatalog;
import org.idem.run.RunSummary;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.run.RunInput;
import org.idem.ui.widgets.UiUpdateQueue;

/** What a window without editors begins with: the newest run; where there is none, the quickstart config. */
public final class InitialEditor {
    private static final Path QUICKSTART = Path.of("configs", "quickstart.yaml");

    private final WorkFolder folder;
    private final IWorkbenchPage page;

    /** For this page. */
    public InitialEditor(WorkFolder folder, IWorkbenchPage page) {
        this.folder = folder;
        this.page = page;
    }

    /**
     * Opens it, unless the page has editors already.
     *
     * @param onResult whether the newest run is wanted in any case, as after the demo
     */
    public void open(boolean onResult) {
        UiUpdateQueue updates = page.getWorkbenchWindow().getService(UiUpdateQueue.class);
        if (onResult || page.getEditorReferences().length == 0) {
            new LoadJob<>("Looking for runs", this::newestRun, this::show, updates).schedule();
        }
    }

    private Optional<Path> newestRun() {
        List<RunSummary> runs = new RunCatalog(folder.path()).scan();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(0).run().path());
    }

    private void show(Optional<Path> run) {
        if (page.getWorkbenchWindow() == null || page.getWorkbenchWindow().getShell() == null) {
            return;
        }
        Path config = folder.resolve(QUICKSTART);
        if (run.isPresent()) {
            PartOpener.open(page, new RunInput(run.get()), Ids.RUN_EDITOR);
        } else if (Files.isRegularFile(config)) {
            openConfig(config);
        }
    }

    private void openConfig(Path config) {
        try {
            if (new LinkedFolder(ResourcesPlugin.getWorkspace()).find(config) instanceof IFile file) {
                IDE.openEditor(page, file);
            } else {
                IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().fromLocalFile(config.toFile()));
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
