package org.idem.ui.dialogs;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks for a note of several lines. */
public final class NoteDialog extends Dialog {
    private static final int MOST = 100_000;

    private final String what;
    private String note;
    private Text text;

    /** Begins with a note, which may be empty; {@code what} names what it is about. */
    public NoteDialog(Shell shell, String what, String note) {
        super(shell);
        this.what = what;
        this.note = note;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Note");
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label label = new Label(area, SWT.NONE);
        label.setText("&Note of " + what + ":");
        text = new Text(area, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        text.setTextLimit(MOST);
        text.setText(note);
        GridDataFactory.fillDefaults().grab(true, true).hint(480, 160).applyTo(text);
        return area;
    }

    @Override
    protected void okPressed() {
        note = text.getText().strip();
        super.okPressed();
    }

    /** The note, empty for none, once the dialog was confirmed. */
    public String note() {
        return note;
    }
}
