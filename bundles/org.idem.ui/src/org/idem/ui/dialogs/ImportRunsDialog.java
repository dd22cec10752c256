package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks which logs become runs. */
public final class ImportRunsDialog extends WorkDialog {
    private final Path folder;
    private Text logs;
    private Text file;
    private Text name;
    private Path chosen;
    private String chosenName = "";

    /** {@code folder} is where browsing begins, and where relative paths do. */
    public ImportRunsDialog(Shell shell, Path folder) {
        super(
                shell,
                "Import Runs",
                "Makes runs of TensorBoard's event files, CSV tables, arcface_torch's training.log and PLSC's logs. The"
                        + " logs stay as they are.",
                "&Import");
        this.folder = folder;
    }

    @Override
    void createFields() {
        logs = path("&Folder of logs", "", this::browseFolder);
        file = path("&or one file", "", this::browseFile);
        name = text("&Name (of its folder if empty)", "");
    }

    private void browseFolder(Text field) {
        DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN);
        dialog.setFilterPath(folder.toString());
        take(field, dialog.open());
    }

    private void browseFile(Text field) {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterPath(folder.toString());
        take(field, dialog.open());
    }

    private static void take(Text field, String found) {
        if (found != null) {
            field.setText(found);
        }
    }

    @Override
    String problem() {
        String one = logs.getText().strip();
        String other = file.getText().strip();
        if (one.isEmpty() == other.isEmpty()) {
            return "Give either a folder or a file.";
        }
        try {
            return Files.exists(resolved()) ? null : "There is nothing at " + resolved() + ".";
        } catch (InvalidPathException e) {
            return "This is no path: " + e.getReason();
        }
    }

    private Path resolved() {
        return folder.resolve(logs.getText().strip() + file.getText().strip());
    }

    @Override
    void keep() {
        chosen = resolved();
        chosenName = name.getText().strip();
    }

    /** The folder or file, once the dialog was confirmed. */
    public Path path() {
        return chosen;
    }

    /** What to call the runs; empty for the names of their folders. */
    public String name() {
        return chosenName;
    }
}
