package org.idem.ui.run;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.run.RunDirectory;
import org.idem.ui.log.LogPane;
import org.idem.ui.widgets.UiUpdateQueue;

/** What the run's trainer prints. */
final class LogPage implements RunPage {
    private final LogPane pane;

    LogPage(Composite parent, UiUpdateQueue updates, RunDirectory run) {
        pane = new LogPane(parent, updates);
        pane.follow(run.logFile());
    }

    @Override
    public String title() {
        return "Log";
    }

    @Override
    public Control control() {
        return pane.control();
    }

    @Override
    public void show(RunSnapshot snapshot) {
        // The pane follows the file by itself.
    }
}
