package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.idem.data.convert.ConvertRequest;

/** Asks what a data set is to become, and where. */
public final class ConvertDialog extends WorkDialog {
    /**
     * A format that a set can become.
     *
     * @param word of the request
     * @param title for people
     */
    private record Target(String word, String title) {}

    private static final List<Target> OF_IMAGES = List.of(
            new Target("list", "Image list (label.txt and a folder of images)"),
            new Target("folders", "A folder for each identity"),
            new Target("recordio", "MXNet RecordIO (train.rec)"));
    private static final List<Target> OF_PAIRS = List.of(
            new Target("list", "List of pairs (label.txt and a folder of images)"),
            new Target("bin", "Verification set (.bin)"));

    private final Path set;
    private final boolean pairs;
    private final List<Target> targets;
    private Combo format;
    private Text output;
    private Button flip;
    private Button reencode;
    private ConvertRequest request;

    /**
     * For one set.
     *
     * @param pairs whether it holds pairs for verification
     */
    public ConvertDialog(Shell shell, Path set, boolean pairs) {
        super(
                shell,
                "Convert " + set.getFileName(),
                "Writes the set in another format. Asked for again, it goes on where it was interrupted.",
                "&Convert");
        this.set = set;
        this.pairs = pairs;
        this.targets = pairs ? OF_PAIRS : OF_IMAGES;
    }

    @Override
    void createFields() {
        format = choice("&Format", targets.stream().map(Target::title).toArray(String[]::new));
        output = path("&Into", proposed("list"), this::browse);
        format.addListener(SWT.Selection, event -> output.setText(proposed(word())));
        reencode = check("&Encode pictures anew (" + (pairs ? "PNG" : "JPEG of quality 100") + ")");
        flip = pairs ? check("Append a &mirrored copy of each pair") : null;
    }

    private String word() {
        return targets.get(format.getSelectionIndex()).word();
    }

    private String proposed(String word) {
        String name = set.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        String base = name.equals("train") || name.equals("label")
                ? set.getParent().getFileName().toString()
                : name;
        Path folder = Files.isDirectory(set) ? set : set.getParent();
        Path place = folder.equals(set) || base.equals(folder.getFileName().toString()) ? folder.getParent() : folder;
        return place.resolve(base + (word.equals("bin") ? "-copy.bin" : "-" + word))
                .toString();
    }

    private void browse(Text field) {
        String chosen;
        if (word().equals("bin")) {
            FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
            dialog.setFilterExtensions("*.bin");
            dialog.setFileName(field.getText());
            chosen = dialog.open();
        } else {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.SAVE);
            dialog.setFilterPath(field.getText());
            chosen = dialog.open();
        }
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    @Override
    String problem() {
        String path = output.getText().strip();
        if (path.isEmpty()) {
            return "Give the place that gets the set.";
        }
        try {
            boolean file = word().equals("bin");
            return file && Files.exists(Path.of(path)) ? "This file exists; give the name of a new one." : null;
        } catch (InvalidPathException e) {
            return "This is no path.";
        }
    }

    @Override
    void keep() {
        ConvertRequest plain = ConvertRequest.of(set, Path.of(output.getText().strip()), word());
        ConvertRequest encoded = reencode.getSelection() ? plain.withReencode() : plain;
        request = flip != null && flip.getSelection() ? encoded.withFlip() : encoded;
    }

    /** What to convert, once the dialog was confirmed. */
    public ConvertRequest request() {
        return request;
    }
}
