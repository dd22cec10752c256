package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks for the checkpoint and the file of an ONNX export. */
public final class ExportDialog extends WorkDialog {
    private final String[] checkpoints;
    private final Path proposed;
    private Combo checkpointField;
    private Text fileField;
    private String checkpoint;
    private Path file;

    /** A dialog for one run. */
    public ExportDialog(Shell shell, String run, List<String> checkpoints, Path proposed) {
        super(
                shell,
                "Export " + run,
                "Writes the network as ONNX and keeps the file only if it computes what was trained.",
                "&Export");
        this.checkpoints = checkpoints.toArray(String[]::new);
        this.proposed = proposed;
    }

    @Override
    void createFields() {
        checkpointField = choice("&Checkpoint", checkpoints);
        fileField = path("&File", proposed.toString(), this::browse);
    }

    private void browse(Text field) {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setFilterExtensions("*.onnx");
        dialog.setFileName(field.getText());
        String chosen = dialog.open();
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    @Override
    String problem() {
        String path = fileField.getText().strip();
        if (!path.endsWith(".onnx")) {
            return "Give a file whose name ends in .onnx.";
        }
        return Files.isDirectory(Path.of(path)) ? path + " is a folder." : null;
    }

    @Override
    void keep() {
        checkpoint = checkpointField.getText();
        file = Path.of(fileField.getText().strip());
    }

    @Override
    protected void okPressed() {
        Path chosen = Path.of(fileField.getText().strip());
        if (!Files.exists(chosen)
                || MessageDialog.openQuestion(getShell(), "Replace File", "Replace " + chosen.getFileName() + "?")) {
            super.okPressed();
        }
    }

    /** The chosen checkpoint, once the dialog was confirmed. */
    public String checkpoint() {
        return checkpoint;
    }

    /** The file to write, which may exist: replacing it was confirmed. */
    public Path file() {
        return file;
    }
}
