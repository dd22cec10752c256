package org.idem.ui.verify;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolItem;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.CommandBar;

/** What stands above the pages: which evaluations they show, and what can be done with them. UI thread only. */
final class VerificationHeader {
    private final Label names;
    private final CommandBar commands;
    private final ToolItem report;

    VerificationHeader(Composite parent, String text, Runnable write) {
        Composite bar = new Composite(parent, SWT.NONE);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayoutFactory.fillDefaults()
                .numColumns(2)
                .margins(12, 4)
                .spacing(8, 4)
                .applyTo(bar);
        names = new Label(bar, SWT.NONE);
        names.setText(text);
        names.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        commands = new CommandBar(bar);
        commands.control().setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        report = commands.add(
                "Report…",
                Icons.EXPORT.descriptor(),
                Icons.EXPORT.disabledDescriptor(),
                "Write one HTML file of these evaluations: figures, curves, verdicts, worst pairs",
                write);
        commands.enable(report, false);
    }

    /** Lets the commands be used once there is something to use them on. */
    void enable() {
        commands.enable(report, true);
    }
}
