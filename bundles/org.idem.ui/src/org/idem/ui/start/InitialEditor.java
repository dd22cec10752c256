package org.idem.ui.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.ui.IWorkbenchPage;
import org.idem.run.RunCatalog;
import org.idem.run.RunSummary;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.LoadJob;
import org.idem.ui.run.RunInput;
import org.idem.ui.widgets.UiUpdateQueue;

/** What a window without editors begins with: the newest run; where there is none, the start page. */
public final class InitialEditor {
    private final WorkFolder folder;
    private final IWorkbenchPage page;

    /** For this page. */
    public InitialEditor(WorkFolder folder, IWorkbenchPage page) {
        this.folder = folder;
        this.page = page;
    }

    /**
     * Opens it, unless the page has editors already that show something.
     *
     * @param onResult whether the newest run is wanted in any case, as after the demo
     */
    public void open(boolean onResult) {
        UiUpdateQueue updates = page.getWorkbenchWindow().getService(UiUpdateQueue.class);
        if (onResult || isEmpty()) {
            new LoadJob<>("Looking for runs", this::newestRun, run -> show(run, onResult), updates).schedule();
        }
    }

    /** The start page that a former session left counts as nothing. */
    private boolean isEmpty() {
        return Stream.of(page.getEditorReferences())
                .allMatch(editor -> editor.getId().equals(Ids.START_PAGE));
    }

    private Optional<Path> newestRun() {
        List<RunSummary> runs = new RunCatalog(folder.path()).scan();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(0).run().path());
    }

    private void show(Optional<Path> run, boolean onResult) {
        if (page.getWorkbenchWindow() == null || page.getWorkbenchWindow().getShell() == null) {
            return;
        }
        if (!onResult && !isEmpty()) {
            return; // What the user opened meanwhile stays in front.
        }
        if (run.isPresent()) {
            PartOpener.open(page, new RunInput(run.get()), Ids.RUN_EDITOR);
        } else {
            PartOpener.open(page, new StartInput(), Ids.START_PAGE);
        }
    }
}
