package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.widgets.Combo;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done with files and folders that are selected in the Explorer. */
@ExtendWith(LoggedErrors.class)
class ExplorerCommandsTest {
    private static final String PREFIX = "org.idem.ui.command.";

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    private static void command(String id) {
        Pump.until(id + " is on", () -> Workplace.isOn(PREFIX + id));
        Commands.run(Workplace.service(IHandlerService.class), PREFIX + id);
    }

    @Test
    void aSetOpensFromItsFile() {
        workplace.selectInExplorer("data/faces/train.rec");
        command("openDataSet");
        IEditorPart editor =
                Pump.forValue("its editor is open", () -> workplace.page().getActiveEditor());
        assertEquals(Ids.DATA_SET_EDITOR, editor.getSite().getId());
        assertEquals("faces/train.rec", editor.getTitle());
    }

    @Test
    void trainOnAsksForTheDevice() {
        workplace.selectInExplorer("configs/wrong.yaml");
        Dialogs.during(
                "Train wrong.yaml",
                shell -> {
                    Combo device = Dialogs.in(shell, Combo.class, one -> true);
                    assertTrue(device.getItemCount() > 0, "the processor at least");
                    Dialogs.press(shell, "Cancel");
                },
                () -> command("trainOn"));
        assertTrue(workplace.page().getActiveEditor() == null, "nothing is trained");
    }
}
