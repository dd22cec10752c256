package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.faces.GenerateRequest;

/** Asks how many faces to draw and where to put them. */
public final class GenerateDialog extends WorkDialog {
    private static final int SIDE = 112;
    private static final int LEAST_VERIFY_IDENTITIES = 50;

    private final Path proposed;
    private Spinner identities;
    private Spinner images;
    private Spinner pairs;
    private Spinner seed;
    private Text folder;
    private GenerateRequest request;

    /** Proposes this folder. */
    public GenerateDialog(Shell shell, Path proposed) {
        super(
                shell,
                "Generated Faces",
                "Draws faces of people who do not exist: a set to train on, and pairs of other people to verify on.",
                "&Draw");
        this.proposed = proposed;
    }

    @Override
    void createFields() {
        identities = number("&Identities", 400, 2, 1_000_000);
        images = number("I&mages per identity", 20, 1, 10_000);
        pairs = number("&Pairs to verify on", 1000, 0, 1_000_000);
        seed = number("&Seed", 1, 0, Integer.MAX_VALUE);
        folder = path("&Folder", proposed.toString(), this::browse);
    }

    private void browse(Text field) {
        DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.SAVE);
        dialog.setFilterPath(field.getText());
        String chosen = dialog.open();
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    @Override
    String problem() {
        String path = folder.getText().strip();
        if (path.isEmpty()) {
            return "Give the folder that gets the set.";
        }
        if (Files.exists(Path.of(path).resolve("train.rec"))) {
            return "There is a data set in this folder already; give another one.";
        }
        long all = (long) identities.getSelection() * images.getSelection();
        return all > Integer.MAX_VALUE ? "These are more images than one set can hold." : null;
    }

    @Override
    void keep() {
        int people = identities.getSelection();
        request = new GenerateRequest(
                people,
                people * images.getSelection(),
                Path.of(folder.getText().strip()),
                seed.getSelection(),
                SIDE,
                pairs.getSelection(),
                Math.max(LEAST_VERIFY_IDENTITIES, people / 4));
    }

    /** What to draw, once the dialog was confirmed. */
    public GenerateRequest request() {
        return request;
    }
}
