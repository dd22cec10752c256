package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.selection.FacePair;
import org.idem.ui.selection.Identity;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The data set editor: what is selected on its pages is what the rest of the workbench follows. */
class DatasetEditorTest {
    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
    }

    private ImageGrid open(String set, int tiles) {
        PartOpener.open(
                workplace.page(), new DatasetInput(workplace.sample().path().resolve(set)), Ids.DATA_SET_EDITOR);
        return Pump.forValue(
                set + " is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == tiles));
    }

    @Test
    void selectedImagesAreTheWorkbenchsSelection() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        press(grid, SWT.HOME, 0);
        FaceImage first = (FaceImage) selection().getFirstElement();
        assertEquals(0, first.index());
        assertEquals(0, first.identity());
        assertTrue(first.offset() >= 0, "the record's place in the file is known");
        assertEquals(0, Adapters.adapt(first, Identity.class).label());
        press(grid, 'a', SWT.MOD1);
        assertEquals(SampleFolder.IMAGES, selection().size());
        assertEquals(
                SampleFolder.IMAGES, selection().toList().stream().distinct().count());
        press(grid, SWT.ESC, 0);
        assertTrue(selection().isEmpty());
    }

    @Test
    void aSelectedPairGivesItsFaces() {
        ImageGrid grid = open("data/faces/verify.bin", SampleFolder.PAIRS);
        press(grid, SWT.END, 0);
        FacePair last = (FacePair) selection().getFirstElement();
        assertEquals(SampleFolder.PAIRS - 1, last.pair());
        assertEquals(last.first(), Adapters.adapt(last, FaceImage.class));
        assertEquals(2 * SampleFolder.PAIRS - 1, last.second().index());
    }

    private IStructuredSelection selection() {
        return (IStructuredSelection)
                workplace.page().getWorkbenchWindow().getSelectionService().getSelection();
    }

    private static void press(ImageGrid grid, int keyCode, int modifiers) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.stateMask = modifiers;
        grid.notifyListeners(SWT.KeyDown, event);
    }
}
