package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks for the model that looks at a data set, and for a set whose people should not be in it. */
public final class DoctorDialog extends WorkDialog {
    private final Path folder;
    private final String[] models;
    private Combo modelField;
    private Combo checkpointField;
    private Combo againstField;
    private String proposed = "";
    private Path model;
    private String checkpoint;
    private Path against;

    /**
     * A dialog for one set.
     *
     * @param folder what paths that are not absolute are relative to
     * @param models runs to offer, by their paths, the usual one first; an ONNX file can be chosen
     */
    public DoctorDialog(Shell shell, String set, Path folder, List<String> models) {
        super(
                shell,
                "Doctor: " + set,
                "Embeds every image with a model, and finds people with two identities, identities of two people,"
                        + " foreign images, and people that two sets share.",
                "&Look");
        this.folder = folder;
        this.models = models.toArray(String[]::new);
    }

    /** Proposes a set whose people should not be in it. */
    public DoctorDialog against(String other) {
        proposed = other;
        return this;
    }

    @Override
    void createFields() {
        modelField = editableChoice("&Model", models, field -> browse(field, "ONNX models (*.onnx)", "*.onnx"));
        checkpointField = choice("Chec&kpoint of a run", "latest", "best");
        String[] others = proposed.isEmpty() ? new String[0] : new String[] {proposed};
        againstField =
                editableChoice("A&gainst", others, field -> browse(field, "Data sets (*.rec, *.bin)", "*.rec;*.bin"));
        againstField.setToolTipText(
                "A set whose people should not be in this one, such as one to verify on; may be left empty");
    }

    private void browse(Combo field, String words, String endings) {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions(endings, "*");
        dialog.setFilterNames(words, "All files");
        String chosen = dialog.open();
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    private Path path(Combo field) {
        return folder.resolve(field.getText().strip());
    }

    @Override
    String problem() {
        if (modelField.getText().isBlank()) {
            return "Choose a run with a checkpoint, or an ONNX file.";
        }
        if (!Files.exists(path(modelField))) {
            return "There is no model " + path(modelField);
        }
        return againstField.getText().isBlank() || Files.exists(path(againstField))
                ? null
                : "There is no set " + path(againstField);
    }

    @Override
    void keep() {
        model = path(modelField);
        checkpoint = checkpointField.getText();
        against = againstField.getText().isBlank() ? null : path(againstField);
    }

    /** The chosen run or file, once the dialog was confirmed. */
    public Path model() {
        return model;
    }

    /** The chosen checkpoint of a run, once the dialog was confirmed. */
    public String checkpoint() {
        return checkpoint;
    }

    /** The set to compare with, once the dialog was confirmed; null for none. */
    public Path against() {
        return against;
    }
}
