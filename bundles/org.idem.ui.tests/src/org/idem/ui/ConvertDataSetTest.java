package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data > Convert…, from the selected set to the files that it becomes. */
class ConvertDataSetTest {
    private static final int POLL_MILLIS = 20;

    private static Workplace workplace;

    @TempDir
    Path folder;

    private String said;

    @BeforeAll
    static void open() {
        workplace = Workplace.open();
    }

    /** Has a dialog used that a job opens at some time: its own event loop runs what uses it. */
    private static void whenOpen(String title, Consumer<Shell> use) {
        Display display = Display.getCurrent();
        display.timerExec(POLL_MILLIS, () -> Arrays.stream(display.getShells())
                .filter(shell -> shell.isVisible() && shell.getText().equals(title))
                .findFirst()
                .ifPresentOrElse(use, () -> whenOpen(title, use)));
    }

    private void convert(String set, String output) {
        said = null;
        workplace.selectInExplorer(set);
        Pump.until("the set can be converted", () -> Workplace.isOn(Commands.CONVERT_DATA));
        whenOpen("Convert " + Path.of(set).getFileName(), shell -> {
            Screen.find(shell, Text.class, text -> text.getText().contains("-list"))
                    .setText(folder.resolve(output).toString());
            Dialogs.press(Dialogs.button(shell, "Convert"));
        });
        whenOpen("Conversion of " + set, shell -> {
            said = Screen.find(shell, Label.class, label -> label.getText().contains("images"))
                    .getText();
            Dialogs.press(Dialogs.button(shell, "OK"));
        });
        Commands.run(workplace.page().getWorkbenchWindow().getService(IHandlerService.class), Commands.CONVERT_DATA);
        Pump.until("it is said what came of it", () -> said != null);
        assertTrue(said.contains(folder.resolve(output).toString()), said);
    }

    @Test
    void imagesBecomeAList() throws IOException {
        convert("data/faces/train.rec", "images");
        assertTrue(said.startsWith(SampleFolder.IMAGES + " images are in"), said);
        List<String> lines = Files.readAllLines(folder.resolve("images/label.txt"));
        assertEquals(SampleFolder.IMAGES, lines.size());
        assertTrue(Files.exists(folder.resolve("images/images/00000036.jpg")));
    }

    @Test
    void pairsBecomeAList() throws IOException {
        convert("data/faces/verify.bin", "pairs");
        List<String> lines = Files.readAllLines(folder.resolve("pairs/label.txt"));
        assertEquals(SampleFolder.PAIRS, lines.size());
    }
}
