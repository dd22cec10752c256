package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Data > Convert…, from the selected set to the files that it becomes. */
@ExtendWith(LoggedErrors.class)
class ConvertDataSetTest {
    private static Workplace workplace;

    @TempDir
    Path folder;

    private String said;

    @BeforeAll
    static void open() {
        workplace = Workplace.open();
    }

    private void convert(String set, String output) {
        // A refresh of the folder may take the selection away.
        Pump.until("the set can be converted", () -> {
            workplace.selectInExplorer(set);
            return Workplace.isOn(Commands.CONVERT_DATA);
        });
        IHandlerService handlers = workplace.page().getWorkbenchWindow().getService(IHandlerService.class);
        Dialogs.during(
                "Convert " + Path.of(set).getFileName(),
                shell -> {
                    Dialogs.in(shell, Text.class, text -> text.getText().contains("-list"))
                            .setText(folder.resolve(output).toString());
                    Dialogs.press(Dialogs.button(shell, "Convert"));
                },
                () -> Commands.run(handlers, Commands.CONVERT_DATA));
        Dialogs.during(
                "Conversion of " + set,
                shell -> said = Dialogs.in(
                                shell, Label.class, label -> label.getText().contains("images"))
                        .getText(),
                () -> {});
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
