package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.PictureCanvas;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page Alignment shows a set's mean face in ArcFace's template, and over that of another set. */
@ExtendWith(LoggedErrors.class)
class AlignmentPageTest {
    private static final int SIDE = 448;

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    private void open(String name, int tiles) {
        Path set = workplace.sample().path().resolve(name);
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        Pump.until(
                name + " is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == tiles) != null);
    }

    private static PictureCanvas picture(String caption) {
        return Pump.forValue(caption, () -> {
            Label words = Screen.findVisible(Label.class, one -> one.getText().equals(caption));
            return words == null ? null : Screen.find(words.getParent(), PictureCanvas.class, one -> true);
        });
    }

    @Test
    void theMeanFaceStandsInTheTemplate() {
        open("data/faces/train.rec", SampleFolder.IMAGES);
        DatasetEditors.show("Alignment");
        ImageData mean = picture("train.rec: mean of 36 faces").picture();
        assertEquals(SIDE, mean.width);
        // The left eye of the template is at 38.3, 51.7 of 112; the ring's rightmost point is 13 pixels from it.
        assertEquals(new RGB(255, 255, 255), color(mean, (int) (38.7946 * 4 + 13), (int) (52.1963 * 4)));
        Combo others = Screen.findVisible(Combo.class, one -> one.indexOf("Nothing") == 0);
        assertEquals(List.of("Nothing"), List.of(others.getItems()));
        assertNull(Screen.findVisible(Label.class, one -> one.getText().equals("One over the other")));
    }

    @Test
    void anotherOpenSetLiesOverIt(@TempDir Path folder) throws IOException {
        Path faces = workplace.sample().path().resolve("data/faces");
        for (String file : List.of("train.rec", "train.idx", "property")) {
            Files.copy(faces.resolve(file), folder.resolve(file));
        }
        open(folder.resolve("train.rec").toString(), SampleFolder.IMAGES);
        open("data/faces/train.rec", SampleFolder.IMAGES);
        DatasetEditors.show("Alignment");
        picture("train.rec: mean of 36 faces");
        Combo others = Screen.findVisible(Combo.class, one -> one.indexOf("Nothing") == 0);
        others.select(others.indexOf(folder.getFileName() + "/train.rec"));
        Dialogs.select(others);
        ImageData both = picture("One over the other").picture();
        RGB cheek = color(both, 300, 300);
        assertTrue(cheek.red == cheek.green && cheek.green == cheek.blue, "gray where both agree: " + cheek);
        assertNotNull(
                Screen.findVisible(Label.class, one -> one.getText().startsWith("Both sets are cut out alike.")),
                "it is the same set");
        others.select(0);
        Dialogs.select(others);
        Pump.until(
                "the set stands alone",
                () -> Screen.findVisible(Label.class, one -> one.getText().equals("One over the other")) == null);
        workplace.page().closeEditor(workplace.page().findEditor(new DatasetInput(folder.resolve("train.rec"))), false);
        others.select(1);
        Dialogs.select(others);
        assertEquals(List.of("Nothing"), List.of(others.getItems()), "a set whose editor was closed is not to be had");
    }

    private static RGB color(ImageData picture, int x, int y) {
        return picture.palette.getRGB(picture.getPixel(x, y));
    }
}
