package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.ui.start.PathOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files and folders open by what they are, from wherever they are dropped; import begins with the selected set. */
@ExtendWith(LoggedErrors.class)
class FileDropTest {
    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @Test
    void windowAndExplorerTakeFiles() {
        assertTrue(takesFiles(workplace.page().getWorkbenchWindow().getShell()));
        Pump.until("the explorer takes files", () -> Screen.findVisible(Tree.class, FileDropTest::takesFiles) != null);
    }

    private static boolean takesFiles(Control control) {
        return control.getData(DND.DROP_TARGET_KEY) instanceof DropTarget target
                && Arrays.asList(target.getTransfer()).contains(FileTransfer.getInstance());
    }

    @Test
    void everyKindOpensInItsEditor() {
        assertOpens("data/faces/train.rec", Ids.DATA_SET_EDITOR, "faces/train.rec");
        assertOpens("data/faces", Ids.DATA_SET_EDITOR, "data/faces");
        assertOpens("configs/wrong.yaml", Ids.CONFIG_EDITOR, "wrong.yaml");
        Path run = workplace.run("finished").path();
        assertOpens(
                "runs/" + run.getFileName(), Ids.RUN_EDITOR, run.getFileName().toString());
    }

    private void assertOpens(String path, String editor, String title) {
        new PathOpener(workplace.page().getWorkbenchWindow())
                .open(List.of(workplace.sample().path().resolve(path)));
        IEditorPart opened = Pump.forValue(path + " is open", () -> {
            IEditorPart active = workplace.page().getActiveEditor();
            return active != null && active.getTitle().equals(title) ? active : null;
        });
        assertEquals(editor, opened.getSite().getId());
    }

    @Test
    void importBeginsWithTheSelectedSet() {
        workplace.selectInExplorer("data/faces/train.rec");
        Pump.until("the set is what commands act on", () -> Workplace.isOn(Commands.CONVERT_DATA));
        boolean[] asked = {false};
        Dialogs.during(
                "Convert train.rec",
                (Shell shell) -> asked[0] = Dialogs.button(shell, "Convert").isEnabled(),
                () -> Commands.run(
                        workplace.page().getWorkbenchWindow().getService(IHandlerService.class),
                        "org.idem.ui.command.importData"));
        assertTrue(asked[0]);
    }
}
