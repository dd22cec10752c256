package org.idem.ui.notify;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.idem.ui.settings.UserSettings;

/** Window > Preferences > Notifications: what the workbench tells of runs that are not in front. */
public final class NotificationsPage extends PreferencePage implements IWorkbenchPreferencePage {
    private UserSettings settings;
    private Button ends;
    private Button findings;

    @Override
    public void init(IWorkbench workbench) {
        settings = workbench.getService(UserSettings.class);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(8, 8).applyTo(page);
        Label what = new Label(page, SWT.WRAP);
        what.setText("Of runs that are not in front, tell in the corner of the window:");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(what);
        ends = check(page, "that a training has &ended, failed or is lost", settings.notifiesOfEnds());
        findings = check(page, "what a &rule found or the trainer noticed", settings.notifiesOfFindings());
        Label mark = new Label(page, SWT.WRAP);
        mark.setText("The Runs view marks such runs until they are looked at, in any case.");
        GridDataFactory.fillDefaults().grab(true, false).indent(0, 8).applyTo(mark);
        return page;
    }

    private static Button check(Composite parent, String words, boolean on) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(words);
        button.setSelection(on);
        GridDataFactory.fillDefaults().indent(12, 0).applyTo(button);
        return button;
    }

    @Override
    protected void performDefaults() {
        ends.setSelection(true);
        findings.setSelection(true);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        settings.setNotifies(ends.getSelection(), findings.getSelection());
        return true;
    }
}
