package org.idem.ui.dialogs;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/** A dialog of labelled fields whose last button names the work; it can be pressed once {@link #problem} finds nothing. */
abstract class WorkDialog extends TitleAreaDialog {
    /** Words of the buttons beside paths, each with a letter of its own. */
    private static final List<String> BROWSE = List.of("B&rowse…", "Bro&wse…", "Brow&se…", "Br&owse…");

    private static final int LEAST_WIDTH = 560;
    /** A long path does not make a dialog wide. */
    private static final int PATH_WIDTH = 280;

    private final String title;
    private final String message;
    private final String verb;
    private Composite fields;
    private int browsed;

    WorkDialog(Shell shell, String title, String message, String verb) {
        super(shell);
        this.title = title;
        this.message = message;
        this.verb = verb;
        setHelpAvailable(false);
    }

    /** Adds the fields. */
    abstract void createFields();

    /** What is wrong with the fields, or null. */
    abstract String problem();

    /** Keeps the values of the fields, which are gone after the dialog. */
    abstract void keep();

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        fields = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(3)
                .margins(12, 12)
                .spacing(8, 8)
                .applyTo(fields);
        createFields();
        int width = Math.max(LEAST_WIDTH, fields.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
        GridDataFactory.fillDefaults().grab(true, true).hint(width, SWT.DEFAULT).applyTo(fields);
        setTitle(title);
        setMessage(message);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, verb, true);
        createButton(parent, IDialogConstants.CANCEL_ID, "C&ancel", false);
        validate();
    }

    @Override
    protected void okPressed() {
        keep();
        super.okPressed();
    }

    final void validate() {
        Button ok = getButton(IDialogConstants.OK_ID);
        if (ok != null) {
            String problem = problem();
            setErrorMessage(problem);
            ok.setEnabled(problem == null);
        }
    }

    final Text text(String label, String value) {
        label(label);
        Text text = new Text(fields, SWT.BORDER);
        text.setText(value);
        text.addModifyListener(event -> validate());
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(text);
        return text;
    }

    final Text path(String label, String value, Consumer<Text> browse) {
        label(label);
        Text text = new Text(fields, SWT.BORDER);
        text.setText(value);
        text.addModifyListener(event -> validate());
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .hint(PATH_WIDTH, SWT.DEFAULT)
                .applyTo(text);
        browseButton(() -> browse.accept(text));
        return text;
    }

    final Combo editableChoice(String label, String[] choices, Consumer<Combo> browse) {
        label(label);
        Combo combo = new Combo(fields, SWT.DROP_DOWN);
        combo.setItems(choices);
        combo.setText(choices.length == 0 ? "" : choices[0]);
        combo.addModifyListener(event -> validate());
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .hint(PATH_WIDTH, SWT.DEFAULT)
                .applyTo(combo);
        browseButton(() -> browse.accept(combo));
        return combo;
    }

    final Combo choice(String label, String... choices) {
        label(label);
        Combo combo = new Combo(fields, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setItems(choices);
        combo.select(0);
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .align(SWT.BEGINNING, SWT.CENTER)
                .applyTo(combo);
        return combo;
    }

    final Spinner number(String label, int value, int least, int greatest) {
        label(label);
        Spinner spinner = new Spinner(fields, SWT.BORDER);
        spinner.setValues(value, least, greatest, 0, 1, 100);
        spinner.addModifyListener(event -> validate());
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .align(SWT.BEGINNING, SWT.CENTER)
                .applyTo(spinner);
        return spinner;
    }

    final Button check(String label) {
        new Label(fields, SWT.NONE);
        Button button = new Button(fields, SWT.CHECK);
        button.setText(label);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        return button;
    }

    private void browseButton(Runnable action) {
        Button button = new Button(fields, SWT.PUSH);
        button.setText(BROWSE.get(Math.min(browsed, BROWSE.size() - 1)));
        browsed++;
        button.addListener(SWT.Selection, event -> action.run());
    }

    private void label(String text) {
        Label label = new Label(fields, SWT.NONE);
        label.setText(text + ":");
    }
}
