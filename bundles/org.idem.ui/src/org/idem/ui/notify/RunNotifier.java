package org.idem.ui.notify;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.idem.run.RunDirectory;
import org.idem.ui.Ids;
import org.idem.ui.PartOpener;
import org.idem.ui.notify.RunNews.Kind;
import org.idem.ui.run.RunEditor;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.runs.UnseenRuns;
import org.idem.ui.settings.UserSettings;
import org.idem.ui.widgets.NotificationArea;
import org.idem.ui.widgets.UiUpdateQueue;

/**
 * Tells the user what happens in runs that are not in front: in the corner of the window, if the settings want it, and by
 * a mark in the list of runs until the run is looked at.
 */
public final class RunNotifier {
    private final RunsModel runs;
    private final UserSettings settings;
    private final UnseenRuns unseen;
    private final UiUpdateQueue updates;
    /** Only touched by the thread that reads runs. */
    private final RunChanges changes = new RunChanges();

    private final Runnable stopListening;
    /** Any click or key may have brought a run to the front. */
    private final Listener looking = event -> seeFront();

    private NotificationArea area;
    private Shell areaOf;

    /** Begins to watch the runs. */
    public RunNotifier(RunsModel runs, UserSettings settings, UnseenRuns unseen, UiUpdateQueue updates) {
        this.runs = runs;
        this.settings = settings;
        this.unseen = unseen;
        this.updates = updates;
        updates.display().addFilter(SWT.Activate, looking);
        stopListening = runs.onChange(this::changed);
    }

    /** Ends the watching. */
    public void stop() {
        stopListening.run();
        if (!updates.display().isDisposed()) {
            updates.display().removeFilter(SWT.Activate, looking);
        }
    }

    private void changed() {
        List<RunNews> news = changes.to(runs.rows());
        for (RunNews one : news) {
            if (wants(one.kind())) {
                RunNewsText text = RunNewsText.of(one);
                updates.runAsync(() -> tell(one, text));
            } else {
                updates.runAsync(() -> mark(one.row().run().path()));
            }
        }
    }

    private boolean wants(Kind kind) {
        return kind.isEnd() ? settings.notifiesOfEnds() : settings.notifiesOfFindings();
    }

    private void mark(Path run) {
        if (!run.equals(front())) {
            unseen.add(run);
        }
    }

    private void tell(RunNews news, RunNewsText text) {
        Path run = news.row().run().path();
        IWorkbenchWindow window = window();
        if (window == null || run.equals(front())) {
            return;
        }
        unseen.add(run);
        area(window.getShell())
                .show(new NotificationArea.Notice(
                        text.title(),
                        text.message(),
                        text.icon().descriptor(),
                        news.kind().isEnd() ? "Show Run" : "Show Events",
                        () -> open(run, news.kind())));
    }

    private NotificationArea area(Shell shell) {
        if (area == null || shell != areaOf) {
            area = new NotificationArea(shell, updates);
            areaOf = shell;
        }
        return area;
    }

    private void open(Path run, Kind kind) {
        IWorkbenchWindow window = window();
        if (window == null || window.getActivePage() == null) {
            return;
        }
        IEditorPart opened = PartOpener.open(window.getActivePage(), new RunInput(run), Ids.RUN_EDITOR);
        if (opened instanceof RunEditor editor && !kind.isEnd()) {
            editor.showEvents();
        }
        seeFront();
    }

    private void seeFront() {
        Path run = PlatformUI.isWorkbenchRunning() ? front() : null;
        if (run != null) {
            unseen.remove(run);
        }
    }

    /** The run that the user looks at: its editor is in front, in a window that has the focus. */
    private Path front() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        boolean inFront = window != null && updates.display().getActiveShell() != null;
        IEditorPart editor = inFront && window.getActivePage() != null
                ? window.getActivePage().getActiveEditor()
                : null;
        RunDirectory run = editor == null ? null : Adapters.adapt(editor, RunDirectory.class);
        return run == null ? null : run.path();
    }

    private static IWorkbenchWindow window() {
        IWorkbenchWindow active = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchWindow[] all = PlatformUI.getWorkbench().getWorkbenchWindows();
        return active != null ? active : all.length == 0 ? null : all[0];
    }
}
