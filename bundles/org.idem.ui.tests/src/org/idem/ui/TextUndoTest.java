package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.TileMark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ctrl+Z means what the keyboard is in: a field's words, or else what was done to the set. */
@ExtendWith(LoggedErrors.class)
class TextUndoTest {
    private static final String UNDO = "org.eclipse.ui.edit.undo";

    private Workplace workplace;
    private ImageGrid grid;
    private Text key;
    private Path list;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        Path set = workplace.sample().path().resolve("data/faces/train.rec");
        list = set.resolveSibling("train.rec.exclude");
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        grid = Pump.forValue(
                "the set is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == SampleFolder.IMAGES));
        workplace.page().activate(workplace.page().getActiveEditor());
        key = Screen.findVisible(Text.class, one -> one.getMessage().equals("Key"));
    }

    @AfterEach
    void close() throws IOException {
        workplace.page().closeAllEditors(false);
        Files.deleteIfExists(list);
    }

    @Test
    void whileSomebodyTypesTheWordsAreUndone() {
        exclude();
        key.setFocus();
        Pump.until("the field has the keyboard", key::isFocusControl);
        key.setText("3");
        key.setText("36");
        Pump.until("one image has the key", () -> grid.model().size() == 1);
        run(UNDO);
        assertEquals("3", key.getText());
        run(UNDO);
        run(UNDO);
        assertEquals("", key.getText());
        Pump.until("all are shown", () -> grid.model().size() == SampleFolder.IMAGES);
        assertEquals(TileMark.LEFT_OUT, grid.model().mark(0), "the exclusion stays");
        grid.setFocus();
        Pump.until("the images have the keyboard", grid::isFocusControl);
        run(UNDO);
        Pump.until("the exclusion is undone", () -> grid.model().mark(0) == TileMark.NONE);
    }

    /** Where nothing was done to the set the workbench leaves the keys to the field. */
    @Test
    void theFieldsOwnKeysDoTheSame() {
        key.setText("1");
        key.setText("12");
        press('z', SWT.MOD1);
        assertEquals("1", key.getText());
        press('z', SWT.MOD1 | SWT.SHIFT);
        assertEquals("12", key.getText());
        press('z', SWT.MOD1);
        key.setText("14");
        press('y', SWT.MOD1);
        assertEquals("14", key.getText(), "what was typed since stays");
    }

    private void exclude() {
        Event home = new Event();
        home.keyCode = SWT.HOME;
        grid.notifyListeners(SWT.KeyDown, home);
        run("org.idem.ui.command.excludeImages");
        Pump.until("the first is excluded", () -> grid.model().mark(0) == TileMark.LEFT_OUT);
        Pump.until("it can be undone", () -> Workplace.isOn(UNDO));
    }

    private void press(int keyCode, int modifiers) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.stateMask = modifiers;
        key.notifyListeners(SWT.KeyDown, event);
    }

    private void run(String command) {
        Pump.until(command + " is on", () -> Workplace.isOn(command));
        Commands.run(workplace.page().getWorkbenchWindow().getService(IHandlerService.class), command);
    }
}
