package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.idem.config.reader.ConfigReader;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The wizard that makes a config for a data set. */
@ExtendWith(LoggedErrors.class)
class NewConfigWizardTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private IWorkbenchPage page;

    @BeforeEach
    void openFolder() throws IOException {
        folder = temporary.toRealPath();
        FaceGenerator.generate(
                new GenerateRequest(4, 32, folder.resolve("data").resolve("faces"), 7, 112, 8, 8), Progress.NONE);
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        page.closeAllEditors(false);
        RefreshJob.open(folder, PlatformUI.getWorkbench().getService(WorkFolder.class));
    }

    @AfterEach
    void leave() throws IOException {
        page.closeAllEditors(false);
        RefreshJob.open(
                Files.createDirectories(Path.of(System.getProperty("idem.folder"))),
                PlatformUI.getWorkbench().getService(WorkFolder.class));
    }

    private void during(Runnable driving) {
        Path set = folder.resolve("data/faces/train.rec");
        Dialogs.during(
                () -> Commands.run(page.getWorkbenchWindow(), Commands.NEW_CONFIG, Commands.SET, set.toString()),
                driving);
    }

    private static Shell withMeasuredSet() {
        Shell wizard = Dialogs.titled("New Config");
        Dialogs.in(wizard, Label.class, one -> one.getText()
                .equals("32 images of 4 identities, pictures of 112 x 112 pixels"));
        return wizard;
    }

    private static Text file(Shell wizard) {
        return Dialogs.in(wizard, Text.class, one -> one.getText().endsWith(".yaml"));
    }

    @Test
    void makesAConfigThatIsSoundAndOpensIt() throws IOException {
        during(() -> {
            Shell wizard = withMeasuredSet();
            Table verification = Dialogs.in(wizard, Table.class, one -> one.getItemCount() == 1);
            TableItem pairs = verification.getItem(0);
            assertEquals("data/faces/verify.bin", pairs.getText());
            assertTrue(pairs.getChecked(), "a set beside the training set is proposed");
            Dialogs.press(wizard, "Next >");
            assertEquals("configs/faces.yaml", file(wizard).getText());
            choose(wizard, "MobileFaceNet_small", "IResNet18");
            choose(wizard, "CosFace", "ArcFace");
            Spinner epochs = Dialogs.in(wizard, Spinner.class, one -> one.getSelection() == 20);
            epochs.setSelection(3);
            file(wizard).setText("configs/mine.yaml");
            StyledText preview =
                    Dialogs.in(wizard, StyledText.class, one -> one.getText().contains("name: IResNet18"));
            Pump.until(
                    "the preview follows",
                    () -> preview.getText().contains("epochs: 3\n")
                            && preview.getText().contains("m2: 0.5")
                            && preview.getText().contains("name: mine\n"));
            Dialogs.press(wizard, "Finish");
        });
        Pump.until(
                "the config is open",
                () -> page.getActiveEditor() != null
                        && page.getActiveEditor().getTitle().equals("mine.yaml"));
        assertEquals(Ids.CONFIG_EDITOR, page.getActiveEditor().getSite().getId());
        Path file = folder.resolve("configs/mine.yaml");
        assertEquals(
                List.of(),
                ConfigReader.parse(file, Files.readString(file), List.of(), ConfigReader.Files.MUST_EXIST, folder)
                        .problems());
    }

    private static void choose(Shell wizard, String now, String then) {
        Combo combo = Dialogs.in(wizard, Combo.class, one -> one.getText().equals(now));
        combo.setText(then);
        Dialogs.select(combo);
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Path file = Files.createDirectories(folder.resolve("configs")).resolve("faces.yaml");
        Files.writeString(file, "mine");
        during(() -> {
            Shell wizard = withMeasuredSet();
            Dialogs.press(wizard, "Next >");
            assertEquals("configs/faces-2.yaml", file(wizard).getText());
            file(wizard).setText("configs/faces.yaml");
            said(wizard, "There is a file of this name already; give another one.");
            assertFalse(Dialogs.button(wizard, "Finish").isEnabled());
            Dialogs.press(wizard, "Cancel");
        });
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void saysWhatCannotBeTrained() {
        during(() -> {
            Shell wizard = withMeasuredSet();
            Dialogs.press(wizard, "Next >");
            Dialogs.in(wizard, Spinner.class, one -> one.getSelection() == 8).setSelection(1);
            Pump.until(
                    "it is said",
                    () -> Screen.find(wizard, Text.class, one -> one.getText().contains("fewer than 2 images"))
                            != null);
            assertFalse(Dialogs.button(wizard, "Finish").isEnabled());
            Dialogs.press(wizard, "Cancel");
        });
        assertFalse(Files.exists(folder.resolve("configs")));
    }

    @Test
    void saysWhatIsNoDataSet() throws IOException {
        Files.writeString(folder.resolve("notes.md"), "no faces");
        during(() -> {
            Shell wizard = withMeasuredSet();
            Combo set = Dialogs.in(wizard, Combo.class, one -> one.getText().equals("data/faces/train.rec"));
            assertArrayEquals(new String[] {"data/faces/train.rec"}, itemsOf(set));
            set.setText("notes.md");
            Pump.until(
                    "it is said",
                    () -> Screen.find(wizard, Text.class, one -> one.getText().contains("Not a face set by its name"))
                            != null);
            Button next = Dialogs.button(wizard, "Next >");
            assertFalse(next.isEnabled());
            Dialogs.press(wizard, "Cancel");
        });
    }

    private static String[] itemsOf(Combo set) {
        Pump.until("the sets of the folder are offered", () -> set.getItemCount() > 0);
        return Arrays.copyOf(set.getItems(), set.getItemCount());
    }

    private static void said(Shell wizard, String sentence) {
        Pump.until(
                "it says: " + sentence,
                () -> Screen.find(wizard, Text.class, one -> one.getText().contains(sentence)) != null);
    }
}
