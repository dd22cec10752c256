package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks for the checkpoint and the set of pairs to verify on. */
public final class VerifyDialog extends WorkDialog {
    private final String[] checkpoints;
    private final String[] sets;
    private Combo checkpointField;
    private Combo setField;
    private String checkpoint;
    private Path set;

    /**
     * A dialog for one model.
     *
     * @param model its name
     * @param checkpoints what can be verified of a run, the usual one first; none for a model that is one
     * @param sets sets to offer; any other can be chosen
     */
    public VerifyDialog(Shell shell, String model, List<String> checkpoints, List<Path> sets) {
        super(
                shell,
                "Verify " + model,
                "Measures how well a model tells whether two faces are of one person.",
                "&Verify");
        this.checkpoints = checkpoints.toArray(String[]::new);
        this.sets = sets.stream().map(Path::toString).toArray(String[]::new);
    }

    @Override
    void createFields() {
        if (checkpoints.length > 0) {
            checkpointField = choice("&Checkpoint", checkpoints);
        }
        setField = editableChoice("&Set of pairs", sets, this::browse);
    }

    private void browse(Combo field) {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions("*.bin;*.txt", "*");
        dialog.setFilterNames("Sets of pairs (*.bin, *.txt)", "All files");
        String chosen = dialog.open();
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    @Override
    String problem() {
        String path = setField.getText().strip();
        if (path.isEmpty()) {
            return "Choose a set of pairs: a .bin file or a list of pairs.";
        }
        return Files.isRegularFile(Path.of(path)) ? null : "There is no file " + path;
    }

    @Override
    void keep() {
        checkpoint = checkpointField == null ? null : checkpointField.getText();
        set = Path.of(setField.getText().strip());
    }

    /** The chosen checkpoint, once the dialog was confirmed; null where none was to be chosen. */
    public String checkpoint() {
        return checkpoint;
    }

    /** The chosen set, once the dialog was confirmed. */
    public Path set() {
        return set;
    }
}
