package org.idem.ui.start;

import java.time.Duration;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.idem.ui.jobs.Polling;
import org.idem.ui.widgets.UiUpdateQueue;

/** Brings a window to the front whenever another start of the workbench asks for it. */
public final class WindowRequests {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final OpenWindow window;
    private final Shell shell;
    private final UiUpdateQueue updates;
    private final Polling listening = new Polling("Listening for another start", PERIOD, this::look);

    /** Listens from now on. */
    public WindowRequests(OpenWindow window, IWorkbenchWindow workbench) {
        this.window = window;
        shell = workbench.getShell();
        updates = workbench.getService(UiUpdateQueue.class);
        listening.schedule();
    }

    private boolean look() {
        if (window.isAsked()) {
            updates.postLatest(this, this::raise);
        }
        return true;
    }

    /** The answer comes after the deed: whoever asked may look at once. */
    private void raise() {
        if (shell.isDisposed()) {
            return;
        }
        shell.setMinimized(false);
        shell.setVisible(true);
        shell.forceActive();
        window.takeRequest();
    }

    /** Listens no longer. */
    public void stop() {
        listening.cancel();
    }
}
