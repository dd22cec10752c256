package org.idem.ui.run;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.idem.run.RunDirectory;
import org.idem.ui.log.LogPane;
import org.idem.ui.widgets.UiUpdateQueue;

/** What the run's trainer prints. */
final class LogPage implements RunPage {
    private final LogPane pane;
    private final RunDirectory run;

    LogPage(Composite parent, UiUpdateQueue updates, RunDirectory run) {
        pane = new LogPane(parent, updates);
        this.run = run;
        followFile();
    }

    /** Shows what is printed now, and goes on. */
    void followFile() {
        pane.follow(run.logFile());
    }

    /** Shows what had been printed at an earlier moment. */
    void showPast(String log) {
        pane.showFixed(log);
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
