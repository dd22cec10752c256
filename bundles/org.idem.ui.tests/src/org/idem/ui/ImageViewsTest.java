package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.identity.MeanFace;
import org.idem.data.image.ImageDecoder;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.KeyValuePane;
import org.idem.ui.widgets.PictureCanvas;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The views Image and Identity follow what is selected in whatever part. */
@ExtendWith(LoggedErrors.class)
class ImageViewsTest {
    private static final int OF_ONE = SampleFolder.IMAGES / SampleFolder.IDENTITIES;

    @TempDir
    Path folder;

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

    private ImageGrid open(Path set, int tiles) {
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        ImageGrid grid = Pump.forValue(
                set + " is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == tiles));
        workplace.page().activate(workplace.page().getActiveEditor());
        return grid;
    }

    private Path train() {
        return workplace.sample().path().resolve("data/faces/train.rec");
    }

    @Test
    void theSelectedImageIsShownWithItsFacts() throws IOException {
        ImageGrid grid = open(train(), SampleFolder.IMAGES);
        press(grid, SWT.HOME);
        Pump.until("its set and number are told", () -> hasFact("Set", "faces/train.rec") && hasFact("Number", "#0"));
        assertTrue(hasFact("Identity", "0"));
        assertTrue(hasFact("Size", "112 × 112 pixels"));
        assertNotNull(fact("Stored as", value -> value.startsWith("JPEG, quality ")));
        assertNotNull(fact("At byte", value -> !value.isEmpty()));
        try (ImageDataset set = Datasets.openImages(train())) {
            byte[] first = ImageDecoder.decode(set.image(0)).rgb();
            assertNotNull(Screen.findVisible(
                    PictureCanvas.class, one -> one.picture() != null && Arrays.equals(first, one.picture().data)));
        }
        press(grid, SWT.END);
        Pump.until("the other one is shown", () -> hasFact("Number", "#" + (SampleFolder.IMAGES - 1)));
    }

    @Test
    void thePersonOnItIsShownWithAllImagesAndTheirMean() throws IOException {
        ImageGrid grid = open(train(), SampleFolder.IMAGES);
        press(grid, SWT.END);
        String first = "#" + (SampleFolder.IMAGES - OF_ONE);
        ImageGrid person = Pump.forValue(
                "the images of the person are shown",
                () -> Screen.findVisible(
                        ImageGrid.class,
                        one -> one.model().size() == OF_ONE
                                && one.model().label(0).equals(first)));
        MeanFace mean = new MeanFace();
        try (ImageDataset set = Datasets.openImages(train())) {
            for (int i = SampleFolder.IMAGES - OF_ONE; i < SampleFolder.IMAGES; i++) {
                mean.add(ImageDecoder.decode(set.image(i)));
            }
        }
        byte[] wanted = mean.pixels().orElseThrow().rgb();
        assertNotNull(Screen.findVisible(
                PictureCanvas.class, one -> one.picture() != null && Arrays.equals(wanted, one.picture().data)));
        assertNotNull(Screen.findVisible(Label.class, one -> one.getText().equals("Mean face")));
        workplace.page().activate(workplace.page().findView(Ids.IDENTITY_VIEW));
        press(person, SWT.HOME);
        Pump.until(
                "what is selected there is the workbench's selection",
                () -> hasFact("Number", "#" + (SampleFolder.IMAGES - OF_ONE)));
        assertEquals(OF_ONE, person.model().size(), "the view does not follow itself");
    }

    @Test
    void withEmbeddingsTheLeastAlikeImageComesFirst() throws IOException {
        for (String name : List.of("train.rec", "train.idx", "property")) {
            Files.copy(train().resolveSibling(name), folder.resolve(name));
        }
        assertEquals(SampleFolder.IMAGES, MeanColor.embed(folder.resolve("train.rec")));
        ImageGrid grid = open(folder.resolve("train.rec"), SampleFolder.IMAGES);
        press(grid, SWT.HOME);
        ImageGrid person = Pump.forValue(
                "the images of the person are shown with their cosines",
                () -> Screen.findVisible(
                        ImageGrid.class,
                        one -> one.model().size() == OF_ONE
                                && one.model().label(0).matches("#\\d · -?[01]\\.\\d\\d")));
        double[] cosines = IntStream.range(0, OF_ONE)
                .mapToDouble(i -> Double.parseDouble(person.model().label(i).split(" · ")[1]))
                .toArray();
        double[] sorted = cosines.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, cosines);
        assertNotNull(fact("Nearest", value -> value.matches("[1-5] \\(-?[01]\\.\\d\\d\\).*")));
    }

    @Test
    void theFirstFaceOfASelectedPairIsShown() {
        ImageGrid grid = open(workplace.sample().path().resolve("data/faces/verify.bin"), SampleFolder.PAIRS);
        press(grid, SWT.END);
        Pump.until("its row is told", () -> hasFact("Number", "#" + (2 * SampleFolder.PAIRS - 2)));
        assertNull(fact("Identity", value -> value.equals("-1")));
    }

    @Test
    void aDamagedImageSaysWhatIsWrong() throws IOException {
        for (String person : List.of("anna", "bert")) {
            Path of = Files.createDirectories(folder.resolve("set/" + person));
            Files.write(of.resolve("1.jpg"), new byte[] {1, 2, 3});
        }
        ImageGrid grid = open(folder.resolve("set"), 2);
        press(grid, SWT.HOME);
        Pump.until("the damage is told", () -> fact("Damaged", value -> value.contains("no JPEG")) != null);
        assertTrue(hasFact("Key", "anna/1.jpg"));
    }

    private static boolean hasFact(String name, String value) {
        return fact(name, value::equals) != null;
    }

    /** The value beside a name in any pane of figures, or null. */
    private static Text fact(String name, Predicate<String> fits) {
        Text[] text = {null};
        Screen.findVisible(KeyValuePane.class, pane -> {
            var children = pane.getChildren();
            for (int i = 0; i + 1 < children.length; i += 2) {
                if (((Label) children[i]).getText().equals(name) && fits.test(((Text) children[i + 1]).getText())) {
                    text[0] = (Text) children[i + 1];
                }
            }
            return text[0] != null;
        });
        return text[0];
    }

    private static void press(ImageGrid grid, int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        grid.notifyListeners(SWT.KeyDown, event);
    }
}
