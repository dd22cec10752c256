package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.idem.core.Progress;
import org.idem.data.check.DataCheck;
import org.idem.data.format.Datasets;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.selection.Identity;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.PictureTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page Identities, on folders of identities: ada has 3 images, bob 1, cyd 2, of which both show the same. */
@ExtendWith(LoggedErrors.class)
class IdentitiesPageTest {
    @TempDir
    Path folder;

    private Workplace workplace;
    private Path set;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        set = folder.resolve("people");
        FaceGenerator.generate(new GenerateRequest(1, 5, folder.resolve("drawn"), 7, 112, 0, 8), Progress.NONE);
        byte[][] faces = new byte[5][];
        try (var drawn = Datasets.openImages(folder.resolve("drawn/train.rec"))) {
            for (int i = 0; i < faces.length; i++) {
                faces[i] = drawn.image(i).copy();
            }
        }
        write("ada/1.jpg", faces[0]);
        write("ada/2.jpg", faces[1]);
        write("ada/3.jpg", faces[2]);
        write("bob/1.jpg", faces[3]);
        write("cyd/1.jpg", faces[4]);
        write("cyd/2.jpg", faces[4]);
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        Pump.until("the set is open", () -> grid(6) != null);
    }

    private void write(String name, byte[] face) throws IOException {
        Path file = set.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, face);
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    private static ImageGrid grid(int images) {
        return Screen.findVisible(ImageGrid.class, one -> one.model().size() == images);
    }

    private static PictureTable showPage() {
        DatasetEditors.show("Identities");
        return Pump.forValue(
                "the identities are there",
                () -> Screen.findVisible(
                        PictureTable.class,
                        one -> one.model() != null && one.model().size() == 3));
    }

    private static List<String> rows(PictureTable table) {
        return IntStream.range(0, table.model().size())
                .mapToObj(line -> String.join(
                        " | ",
                        IntStream.range(0, 4)
                                .mapToObj(column -> table.model().text(line, column))
                                .toList()))
                .toList();
    }

    @Test
    void everyoneHasALine() {
        PictureTable table = showPage();
        assertEquals(
                List.of("0 | 3 | ada/1.jpg | ", "1 | 1 | bob/1.jpg | single image", "2 | 2 | cyd/1.jpg | "),
                rows(table));
        table.sortBy(1);
        Pump.until("the fewest images come first", () -> rows(table).get(0).startsWith("1 | 1"));
        table.sortBy(1);
        Pump.until("and then the most", () -> rows(table).get(0).startsWith("0 | 3"));
    }

    @Test
    void fieldsSayWhoIsShown() {
        PictureTable table = showPage();
        Text counts = Screen.findVisible(Text.class, one -> one.getMessage().equals("Images"));
        counts.setText(">=2");
        Pump.until("those of several images are left", () -> table.model().size() == 2);
        counts.setText("many");
        Pump.until(
                "what a field takes is said",
                () -> Screen.findVisible(Label.class, one -> one.getText().startsWith("Images: give a number"))
                        != null);
        counts.setText("");
        Combo flag =
                Screen.findVisible(Combo.class, one -> List.of(one.getItems()).contains("Single image"));
        flag.select(List.of(flag.getItems()).indexOf("Single image"));
        flag.notifyListeners(SWT.Selection, new Event());
        Pump.until(
                "those of one image are left", () -> rows(table).equals(List.of("1 | 1 | bob/1.jpg | single image")));
        assertNotNull(Screen.findVisible(Label.class, one -> one.getText().equals("1 identity")));
    }

    @Test
    void theSelectedOneIsFollowedAndOpened() {
        PictureTable table = showPage();
        workplace.page().activate(workplace.page().getActiveEditor());
        press(table, SWT.HOME);
        IStructuredSelection selection = (IStructuredSelection)
                workplace.page().getWorkbenchWindow().getSelectionService().getSelection();
        assertEquals(0, ((Identity) selection.getFirstElement()).label());
        Pump.until("the view Identity has all images", () -> grid(3) != null);
        press(table, SWT.ARROW_DOWN);
        press(table, SWT.ARROW_DOWN);
        press(table, SWT.CR);
        Pump.until(
                "the page Images has those of the person",
                () -> Screen.findVisible(
                                ImageGrid.class,
                                one -> one.model().size() == 2
                                        && one.model().groupLabel(0).equals("Identity 2"))
                        != null);
    }

    @Test
    void whatACheckFoundIsTold() {
        Workplace.service(CheckedSets.class)
                .put(set, DataCheck.inspect(set, Progress.NONE).findings(), null);
        PictureTable table = showPage();
        assertEquals("2 | 2 | cyd/1.jpg | 1 flagged by check", rows(table).get(2));
        table.sortBy(3);
        table.sortBy(3);
        Pump.until("the most flagged come first", () -> rows(table).get(0).startsWith("1 | 1 | bob/1.jpg | single"));
    }

    private static void press(PictureTable table, int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        table.notifyListeners(SWT.KeyDown, event);
    }
}
