package org.idem.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;

/**
 * Asks for all that the command that exports takes: checkpoint, kind of file, precision with its calibration, batch,
 * operators, preprocessing, and what proves the file. What the file is like is remembered for the next time; sets and the
 * file are the run's.
 */
public final class ExportDialog extends WorkDialog {
    /** The kinds of file in the order of {@link Format}. */
    private static final String[] FORMATS = {"ONNX", "safetensors (weights alone)", "PyTorch .pt (weights alone)"};

    private static final String[] PRECISIONS = {"float32", "float16", "int8"};
    private static final String[] ENDINGS = {".onnx", ".safetensors", ".pt"};
    private static final int LEAST_OPSET = 11;
    private static final int LEAST_OPSET_OF_INT8 = 13;
    private static final int GREATEST_OPSET = 21;
    private static final int LARGEST_BATCH = 4096;

    private final String[] checkpoints;
    private final Path proposed;
    private final IDialogSettings remembered;
    private Combo checkpointField;
    private Button averageField;
    private Combo formatField;
    private Text fileField;
    private Combo precisionField;
    private Text calibrationField;
    private Spinner batchField;
    private Combo opsetField;
    private Button preprocessingField;
    private Text cropsField;
    private Text pairsField;
    private Choice choice;

    /**
     * What was asked for.
     *
     * @param checkpoint {@code latest}, {@code best} or a step
     * @param average whether the moving average of the weights is exported; otherwise the run's config decides
     * @param file the file to write, which may exist: replacing it was confirmed
     * @param options what the file is like
     */
    public record Choice(String checkpoint, boolean average, Path file, ExportOptions options) {}

    /**
     * A dialog for one run.
     *
     * @param checkpoints what can be exported, the usual one first
     * @param proposed an ONNX file
     * @param remembered what was chosen the last time; gets what is chosen now
     */
    public ExportDialog(Shell shell, String run, List<String> checkpoints, Path proposed, IDialogSettings remembered) {
        super(
                shell,
                "Export " + run,
                "Writes the network and keeps the file only if it computes what was trained.",
                "&Export");
        this.checkpoints = checkpoints.toArray(String[]::new);
        this.proposed = proposed;
        this.remembered = remembered;
    }

    @Override
    void createFields() {
        checkpointField = choice("&Checkpoint", checkpoints);
        averageField = check("Mo&ving average of the weights");
        formatField = choice("For&mat", FORMATS);
        fileField = path("&File", proposed.toString(), this::browseFile);
        precisionField = choice("&Precision", PRECISIONS);
        calibrationField = path("Cali&bration pictures", "", this::browseSet);
        calibrationField.setMessage("the run's training set");
        calibrationField.setToolTipText("The ranges of int8 are measured on images of this set.");
        batchField = number("&Images at a time, 0 for any", 0, 0, LARGEST_BATCH);
        opsetField = choice("Operator se&t", opsets());
        preprocessingField = check("Take uint8 pictures: mean, sca&le and layout in the graph");
        cropsField = path("Proof o&n pictures of", "", this::browseSet);
        cropsField.setMessage("the run's data, else drawn faces");
        pairsField = path("C&hange measured on pairs of", "", this::browseSet);
        pairsField.setMessage("the run's verification sets, else drawn faces");
        pairsField.setToolTipText("What float16 and int8 do to true accept rates is measured on these pairs.");
        recall();
        formatField.addListener(SWT.Selection, event -> changeFormat());
        precisionField.addListener(SWT.Selection, event -> enable());
        opsetField.addListener(SWT.Selection, event -> validate());
        enable();
    }

    private static String[] opsets() {
        return Stream.concat(
                        Stream.of("as in the config"),
                        IntStream.rangeClosed(LEAST_OPSET, GREATEST_OPSET).mapToObj(Integer::toString))
                .toArray(String[]::new);
    }

    private void recall() {
        averageField.setSelection(remembered.getBoolean("average"));
        preprocessingField.setSelection(remembered.getBoolean("preprocessing"));
        formatField.select(number("format", FORMATS.length - 1));
        precisionField.select(number("precision", PRECISIONS.length - 1));
        opsetField.select(number("opset", GREATEST_OPSET - LEAST_OPSET + 1));
        batchField.setSelection(number("batch", LARGEST_BATCH));
        changeFormat();
    }

    /** A number that was kept, from 0 to the greatest; 0 for anything else. */
    private int number(String key, int greatest) {
        String kept = Objects.requireNonNullElse(remembered.get(key), "");
        int value = kept.matches("\\d{1,6}") ? Integer.parseInt(kept) : 0;
        return value <= greatest ? value : 0;
    }

    private void remember() {
        remembered.put("average", averageField.getSelection());
        remembered.put("preprocessing", preprocessingField.getSelection());
        remembered.put("format", formatField.getSelectionIndex());
        remembered.put("precision", precisionField.getSelectionIndex());
        remembered.put("opset", opsetField.getSelectionIndex());
        remembered.put("batch", batchField.getSelection());
    }

    private Format format() {
        return Format.values()[formatField.getSelectionIndex()];
    }

    private Precision precision() {
        return format() == Format.ONNX ? Precision.values()[precisionField.getSelectionIndex()] : Precision.FP32;
    }

    /** The chosen operator set; 0 for that of the config. */
    private int opset() {
        int chosen = opsetField.getSelectionIndex();
        return chosen == 0 ? 0 : LEAST_OPSET + chosen - 1;
    }

    private String ending() {
        return ENDINGS[formatField.getSelectionIndex()];
    }

    /** The name of the file ends as its kind does. */
    private void changeFormat() {
        String path = fileField.getText();
        for (String ending : ENDINGS) {
            if (path.toLowerCase(Locale.ROOT).endsWith(ending)) {
                fileField.setText(path.substring(0, path.length() - ending.length()) + ending());
                break;
            }
        }
        enable();
        validate();
    }

    /** Weights alone have no graph to choose anything about; only int8 is calibrated, only less than float32 measured. */
    private void enable() {
        boolean graph = format() == Format.ONNX;
        for (var control : List.of(precisionField, batchField, opsetField, preprocessingField)) {
            control.setEnabled(graph);
        }
        calibrationField.setEnabled(precision() == Precision.INT8);
        pairsField.setEnabled(precision() != Precision.FP32);
        validate();
    }

    private void browseFile(Text field) {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setFilterExtensions("*" + ending());
        dialog.setFileName(field.getText());
        choose(dialog, field);
    }

    private void browseSet(Text field) {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions("*.rec;*.bin;*.txt", "*");
        dialog.setFilterNames("Data sets (*.rec, *.bin, *.txt)", "All files");
        choose(dialog, field);
    }

    private static void choose(FileDialog dialog, Text field) {
        String chosen = dialog.open();
        if (chosen != null) {
            field.setText(chosen);
        }
    }

    @Override
    String problem() {
        String path = fileField.getText().strip();
        if (!path.endsWith(ending())) {
            return "Give a file whose name ends in " + ending() + ".";
        }
        try {
            return Files.isDirectory(Path.of(path)) ? path + " is a folder." : missing();
        } catch (InvalidPathException e) {
            return "This is no path.";
        }
    }

    private String missing() {
        if (precision() == Precision.INT8 && opset() > 0 && opset() < LEAST_OPSET_OF_INT8) {
            return "int8 needs operator set " + LEAST_OPSET_OF_INT8 + " or later.";
        }
        for (Text field : List.of(calibrationField, cropsField, pairsField)) {
            Path set = set(field);
            if (set != null && !Files.exists(set)) {
                return "There is no set " + set;
            }
        }
        return null;
    }

    /** The set that a field names; null where it names none or does not count now. */
    private static Path set(Text field) {
        String path = field.getText().strip();
        return path.isEmpty() || !field.getEnabled() ? null : Path.of(path);
    }

    @Override
    void keep() {
        boolean graph = format() == Format.ONNX;
        Path pairs = set(pairsField);
        choice = new Choice(
                checkpointField.getText(),
                averageField.getSelection(),
                Path.of(fileField.getText().strip()),
                new ExportOptions(
                        format(),
                        precision(),
                        set(calibrationField),
                        graph ? batchField.getSelection() : 0,
                        graph ? opset() : 0,
                        graph && preprocessingField.getSelection(),
                        set(cropsField),
                        pairs == null ? List.of() : List.of(pairs)));
        remember();
    }

    @Override
    protected void okPressed() {
        Path chosen = Path.of(fileField.getText().strip());
        if (!Files.exists(chosen)
                || MessageDialog.openQuestion(getShell(), "Replace File", "Replace " + chosen.getFileName() + "?")) {
            super.okPressed();
        }
    }

    /** What was asked for, once the dialog was confirmed. */
    public Choice choice() {
        return choice;
    }
}
