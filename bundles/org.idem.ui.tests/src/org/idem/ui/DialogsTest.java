package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.data.convert.ConvertRequest;
import org.idem.protocol.ExportOptions;
import org.idem.ui.dialogs.ConvertDialog;
import org.idem.ui.dialogs.DoctorDialog;
import org.idem.ui.dialogs.ExportDialog;
import org.idem.ui.dialogs.GenerateDialog;
import org.idem.ui.dialogs.VerifyDialog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dialogs that ask before work begins: what they say, when they can be confirmed, and what they hand over. */
@ExtendWith(LoggedErrors.class)
class DialogsTest {
    private static final List<String> CHECKPOINTS = List.of("latest", "best", "200");

    @TempDir
    Path folder;

    private final IDialogSettings remembered = new DialogSettings("export");
    private TitleAreaDialog dialog;

    @AfterEach
    void close() {
        dialog.close();
    }

    @Test
    void verifyTakesAFileThatIsThere() throws IOException {
        Path set = Files.createFile(folder.resolve("pairs.bin"));
        VerifyDialog verify = open(new VerifyDialog(null, "some-run", CHECKPOINTS, List.of(set)));
        assertTrue(ok("Verify").isEnabled());
        Combo sets = combo(set.toString());
        sets.setText(folder.resolve("gone.bin").toString());
        assertProblem("There is no file " + folder.resolve("gone.bin"), "Verify");
        sets.setText("");
        assertProblem("Choose a set of pairs: a .bin file or a list of pairs.", "Verify");
        sets.setText("  " + set + " ");
        combo("latest").select(2);
        Dialogs.press(ok("Verify"));
        assertEquals(Window.OK, verify.getReturnCode());
        assertEquals("200", verify.checkpoint());
        assertEquals(set, verify.set());
    }

    @Test
    void verifyWithoutASetWaitsForOne() {
        open(new VerifyDialog(null, "some-run", CHECKPOINTS, List.of()));
        assertFalse(ok("Verify").isEnabled());
    }

    @Test
    void exportTakesAFileThatEndsInOnnx() {
        Path proposed = folder.resolve("model.onnx");
        ExportDialog export = open(new ExportDialog(null, "some-run", CHECKPOINTS, proposed, remembered));
        Text file = text(proposed.toString());
        file.setText(folder.toString());
        assertProblem("Give a file whose name ends in .onnx.", "Export");
        file.setText(folder.resolve("other.onnx").toString());
        combo("latest").select(1);
        Dialogs.press(ok("Export"));
        assertEquals(
                new ExportDialog.Choice("best", false, folder.resolve("other.onnx"), ExportOptions.USUAL),
                export.choice());
    }

    @Test
    void exportOffersWhatTheCommandTakesAndRemembersIt() throws IOException {
        Path set = Files.createFile(folder.resolve("train.rec"));
        Path pairs = Files.createFile(folder.resolve("lfw.bin"));
        ExportDialog export =
                open(new ExportDialog(null, "some-run", CHECKPOINTS, folder.resolve("model.onnx"), remembered));
        Text calibration = hinted("the run's training set");
        Text change = hinted("the run's verification sets, else drawn faces");
        assertFalse(calibration.isEnabled(), "float32 is not calibrated");
        assertFalse(change.isEnabled(), "float32 changes no rate");
        choose("float32", 2);
        assertTrue(calibration.isEnabled());
        calibration.setText(folder.resolve("gone.rec").toString());
        assertProblem("There is no set " + folder.resolve("gone.rec"), "Export");
        calibration.setText(set.toString());
        change.setText(pairs.toString());
        hinted("the run's data, else drawn faces").setText(set.toString());
        spinner(0).setSelection(8);
        choose("as in the config", 2);
        assertProblem("int8 needs operator set 13 or later.", "Export");
        choose("12", 7);
        Dialogs.button(shell(), "Moving average of the weights").setSelection(true);
        Dialogs.button(shell(), "Take uint8 pictures: mean, scale and layout in the graph")
                .setSelection(true);
        Dialogs.press(ok("Export"));
        ExportOptions all = new ExportOptions(
                ExportOptions.Format.ONNX, ExportOptions.Precision.INT8, set, 8, 17, true, set, List.of(pairs));
        assertEquals(new ExportDialog.Choice("latest", true, folder.resolve("model.onnx"), all), export.choice());
        ExportDialog again =
                open(new ExportDialog(null, "some-run", CHECKPOINTS, folder.resolve("model.onnx"), remembered));
        Dialogs.press(ok("Export"));
        assertEquals(
                new ExportOptions(
                        ExportOptions.Format.ONNX, ExportOptions.Precision.INT8, null, 8, 17, true, null, List.of()),
                again.choice().options());
    }

    @Test
    void exportOfWeightsAloneHasNoGraphToChooseAnythingAbout() {
        remembered.put("precision", 1);
        remembered.put("batch", "a lot");
        ExportDialog export =
                open(new ExportDialog(null, "some-run", CHECKPOINTS, folder.resolve("model.onnx"), remembered));
        choose("ONNX", 1);
        assertFalse(combo("float16").isEnabled());
        assertFalse(spinner(0).isEnabled());
        Text file = text(folder.resolve("model.safetensors").toString());
        file.setText(folder.resolve("model.onnx").toString());
        assertProblem("Give a file whose name ends in .safetensors.", "Export");
        choose("safetensors (weights alone)", 2);
        Dialogs.press(ok("Export"));
        assertEquals(folder.resolve("model.pt"), export.choice().file());
        assertEquals(
                new ExportOptions(
                        ExportOptions.Format.PT, ExportOptions.Precision.FP32, null, 0, 0, false, null, List.of()),
                export.choice().options());
    }

    private void choose(String now, int index) {
        Combo combo = combo(now);
        combo.select(index);
        Dialogs.select(combo);
    }

    private Text hinted(String message) {
        return Screen.find(shell(), Text.class, one -> one.getMessage().equals(message));
    }

    @Test
    void exportReplacesAFileOnlyWhenItsUserSaysSo() throws IOException {
        Path there = Files.createFile(folder.resolve("model.onnx"));
        ExportDialog export = open(new ExportDialog(null, "some-run", CHECKPOINTS, there, remembered));
        Dialogs.during(
                "Replace File", shell -> Dialogs.press(Dialogs.button(shell, "No")), () -> Dialogs.press(ok("Export")));
        assertFalse(export.getShell().isDisposed(), "the dialog stays");
        Dialogs.during(
                "Replace File",
                shell -> Dialogs.press(Dialogs.button(shell, "Yes")),
                () -> Dialogs.press(ok("Export")));
        assertEquals(there, export.choice().file());
    }

    @Test
    void doctorTakesAModelAndASetToCompareWith() throws IOException {
        Files.createDirectories(folder.resolve("runs/one"));
        Path other = Files.createFile(folder.resolve("lfw.bin"));
        DoctorDialog doctor = open(new DoctorDialog(null, "train.rec", folder, List.of("runs/one")));
        assertTrue(ok("Look").isEnabled());
        Combo models = combo("runs/one");
        models.setText("");
        assertProblem("Choose a run with a checkpoint, or an ONNX file.", "Look");
        models.setText("runs/two");
        assertProblem("There is no model " + folder.resolve("runs/two"), "Look");
        models.setText("runs/one");
        Combo against = combo("");
        against.setText("gone.bin");
        assertProblem("There is no set " + folder.resolve("gone.bin"), "Look");
        against.setText(other.toString());
        combo("latest").select(1);
        Dialogs.press(ok("Look"));
        assertEquals(folder.resolve("runs/one"), doctor.model());
        assertEquals("best", doctor.checkpoint());
        assertEquals(other, doctor.against());
    }

    @Test
    void generateHandsOverWhatWasAskedFor() throws IOException {
        Files.createDirectories(folder.resolve("taken"));
        Files.createFile(folder.resolve("taken/train.rec"));
        GenerateDialog generate = open(new GenerateDialog(null, folder.resolve("faces")));
        Text into = text(folder.resolve("faces").toString());
        into.setText(folder.resolve("taken").toString());
        assertProblem("There is a data set in this folder already; give another one.", "Draw");
        into.setText(" ");
        assertProblem("Give the folder that gets the set.", "Draw");
        into.setText(folder.resolve("new").toString());
        spinner(400).setSelection(30);
        spinner(20).setSelection(3);
        Dialogs.press(ok("Draw"));
        assertEquals(30, generate.request().identities());
        assertEquals(90, generate.request().images());
        assertEquals(folder.resolve("new"), generate.request().out());
    }

    @Test
    void convertOffersWhatASetCanBecome() throws IOException {
        Path set = Files.createFile(folder.resolve("train.rec"));
        ConvertDialog images = open(new ConvertDialog(null, set, false));
        Combo formats = Screen.find(shell(), Combo.class, one -> true);
        assertEquals(3, formats.getItemCount());
        formats.select(2);
        Dialogs.select(formats);
        Text into = Screen.find(shell(), Text.class, one -> one.getText().endsWith("-recordio"));
        into.setText("");
        assertProblem("Give the place that gets the set.", "Convert");
        into.setText(folder.resolve("new").toString());
        Dialogs.button(shell(), "Encode pictures anew (JPEG of quality 100)").setSelection(true);
        Dialogs.press(ok("Convert"));
        assertEquals(ConvertRequest.of(set, folder.resolve("new"), "recordio").withReencode(), images.request());
    }

    @Test
    void convertMirrorsPairsOnRequest() throws IOException {
        Path set = Files.createFile(folder.resolve("lfw.bin"));
        ConvertDialog pairs = open(new ConvertDialog(null, set, true));
        Combo formats = Screen.find(shell(), Combo.class, one -> true);
        formats.select(1);
        Dialogs.select(formats);
        Text into = Screen.find(shell(), Text.class, one -> one.getText().endsWith(".bin"));
        into.setText(set.toString());
        assertProblem("This file exists; give the name of a new one.", "Convert");
        into.setText(folder.resolve("two.bin").toString());
        Dialogs.button(shell(), "Append a mirrored copy of each pair").setSelection(true);
        Dialogs.press(ok("Convert"));
        assertEquals(ConvertRequest.of(set, folder.resolve("two.bin"), "bin").withFlip(), pairs.request());
    }

    @Test
    void lettersOfFieldsAndButtonsAreTheirOwn() {
        open(new ConvertDialog(null, folder.resolve("lfw.bin"), true));
        assertLetters();
        dialog.close();
        open(new GenerateDialog(null, folder.resolve("faces")));
        assertLetters();
        dialog.close();
        open(new ExportDialog(null, "some-run", CHECKPOINTS, folder.resolve("model.onnx"), remembered));
        assertLetters();
        dialog.close();
        open(new VerifyDialog(null, "some-run", CHECKPOINTS, List.of()));
        assertLetters();
    }

    private <D extends TitleAreaDialog> D open(D opened) {
        dialog = opened;
        opened.setBlockOnOpen(false);
        opened.open();
        Dialogs.inspect(dialog.getShell());
        return opened;
    }

    private void assertProblem(String sentence, String verb) {
        assertEquals(sentence, dialog.getErrorMessage());
        assertFalse(ok(verb).isEnabled());
    }

    private void assertLetters() {
        Set<Character> letters = new HashSet<>();
        eachLetter(dialog.getShell(), letters);
        assertTrue(letters.size() >= 4, letters.toString());
    }

    private static void eachLetter(Control control, Set<Character> letters) {
        String text = control instanceof Label label
                ? label.getText()
                : control instanceof Button button ? button.getText() : "";
        int mark = text.indexOf('&');
        if (mark >= 0) {
            assertTrue(letters.add(text.toLowerCase(Locale.ROOT).charAt(mark + 1)), text);
        } else {
            assertFalse(text.endsWith(":") || control instanceof Button, text + " has no letter");
        }
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                eachLetter(child, letters);
            }
        }
    }

    private Button ok(String verb) {
        return Dialogs.button(dialog.getShell(), verb);
    }

    private Text text(String value) {
        return Screen.find(shell(), Text.class, one -> one.getText().equals(value));
    }

    private Combo combo(String value) {
        return Screen.find(shell(), Combo.class, one -> one.getText().equals(value));
    }

    private Spinner spinner(int value) {
        return Screen.find(shell(), Spinner.class, one -> one.getSelection() == value);
    }

    private Shell shell() {
        return dialog.getShell();
    }
}
