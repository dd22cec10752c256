package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageDecoder;
import org.idem.input.Augmentation;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.PictureRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page Augmentation of the data set editor. */
@ExtendWith(LoggedErrors.class)
class AugmentationPageTest {
    private static final String NAME = "configs/augmented.yaml";
    static final String CONFIG =
            """
            Global: {seed: 2022, epochs: 2}
            Model: {name: MobileFaceNet_small, input_size: 112}
            Loss:
              Train:
                - MarginLoss: {m1: 1.0, m2: 0.0, m3: 0.2, s: 32.0, weight: 1.0}
            LRScheduler: {name: Poly, learning_rate: 0.1}
            Optimizer: {name: Momentum}
            DataLoader:
              Train:
                sampler: {batch_size: 4}
                dataset:
                  cls_label_path: ./data/faces/train.rec
                  transform_ops:
                    - DecodeImage: {to_rgb: True}
                    - RandFlipImage: {flip_code: 1}
                    - ColorJitter: {brightness: 0.6, p: 0.8}
            """;

    private Workplace workplace;
    private Path config;

    @BeforeEach
    void open() throws IOException, CoreException {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        config = workplace.sample().path().resolve(NAME);
        Files.writeString(config, CONFIG);
        workplace.file("configs/wrong.yaml").getParent().refreshLocal(IResource.DEPTH_INFINITE, null);
        PartOpener.open(
                workplace.page(),
                new DatasetInput(workplace.sample().path().resolve("data/faces/train.rec")),
                Ids.DATA_SET_EDITOR);
        Pump.until("the set is open", () -> grid() != null);
    }

    @AfterEach
    void close() throws IOException, CoreException {
        workplace.page().closeAllEditors(false);
        Files.deleteIfExists(config);
        workplace.file("configs/wrong.yaml").getParent().refreshLocal(IResource.DEPTH_INFINITE, null);
    }

    private static ImageGrid grid() {
        return Screen.findVisible(ImageGrid.class, one -> one.model().size() == SampleFolder.IMAGES);
    }

    private PictureRows showPage() {
        DatasetEditors.show("Augmentation");
        return Pump.forValue(
                "the page has pictures",
                () -> Screen.findVisible(PictureRows.class, one -> !one.rows().isEmpty()));
    }

    private ImageData expected(int image, int epoch, long seed, BitSet left) throws IOException {
        ExperimentConfig read = ConfigReader.read(
                        config,
                        List.of(),
                        ConfigReader.Files.UNCHECKED,
                        workplace.sample().path())
                .require();
        try (ImageDataset set = Datasets.openImages(workplace.sample().path().resolve("data/faces/train.rec"))) {
            byte[] rgb = Augmentation.of(read)
                    .withSeed(seed)
                    .augment(ImageDecoder.decode(set.image(image)), epoch, image, left)
                    .pixels()
                    .rgb();
            ImageData data =
                    new ImageData(112, 112, 24, new org.eclipse.swt.graphics.PaletteData(0xFF0000, 0xFF00, 0xFF));
            data.data = rgb;
            return data;
        }
    }

    private static byte[] shown(PictureRows rows, int row, int column) {
        return rows.rows().get(row).cells().get(column).picture().data;
    }

    @Test
    void selectedImagesStandBesideWhatATrainingMakesOfThem() throws IOException {
        ImageGrid grid = grid();
        BitSet chosen = new BitSet();
        chosen.set(3);
        chosen.set(20);
        grid.setSelection(chosen);
        PictureRows rows = showPage();
        assertEquals(
                NAME, Screen.findVisible(Combo.class, one -> true).getText(), "the config that names the set is first");
        assertEquals(2, rows.rows().size());
        assertEquals(
                List.of("Original", "Epoch 1", "Epoch 2", "Epoch 3", "Epoch 4", "Epoch 5", "Epoch 6"), rows.headings());
        for (int copy = 0; copy < 6; copy++) {
            assertArrayEquals(expected(20, copy, 2022, new BitSet()).data, shown(rows, 1, 1 + copy), "epoch " + copy);
        }
        assertTrue(rows.rows().get(0).title().contains("#3"), rows.rows().get(0).title());
        press(rows, SWT.HOME);
        assertEquals(3, ((FaceImage) selection().getFirstElement()).index());
        press(rows, SWT.CR);
        Pump.until("Enter leads to the image in its grid", () -> grid() != null && grid().isSelected(3));
    }

    @Test
    void otherEpochsAndSeedsGiveOtherPictures() throws IOException {
        PictureRows rows = showPage();
        assertEquals(12, rows.rows().size(), "without a selection some images of the whole set");
        button("Next").notifyListeners(SWT.Selection, new Event());
        Pump.until("later epochs are shown", () -> rows.headings().contains("Epoch 7"));
        assertArrayEquals(expected(0, 6, 2022, new BitSet()).data, shown(rows, 0, 1));
        Screen.findVisible(Text.class, one -> one.getText().equals("2022")).setText("7");
        Pump.until(
                "the pictures of the other seed are shown",
                () -> Arrays.equals(expectedOrNull(0, 6, 7), shown(rows, 0, 1)));
        Screen.findVisible(Spinner.class, one -> one.getSelection() == 6).setSelection(2);
        Pump.until("fewer copies are shown", () -> rows.headings().size() == 3);
    }

    private byte[] expectedOrNull(int image, int epoch, long seed) {
        try {
            return expected(image, epoch, seed, new BitSet()).data;
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    void aTransformThatIsOffIsLeftOut() throws IOException {
        PictureRows rows = showPage();
        Button jitter = button("ColorJitter  80 %");
        assertNotNull(button("RandFlipImage  50 %"));
        jitter.setSelection(false);
        jitter.notifyListeners(SWT.Selection, new Event());
        BitSet left = new BitSet();
        left.set(2);
        byte[] wanted = expected(0, 0, 2022, left).data;
        Pump.until("the pictures are without it", () -> Arrays.equals(wanted, shown(rows, 0, 1)));
        assertTrue(rows.rows().stream().flatMap(row -> row.cells().stream()).noneMatch(cell -> cell.caption()
                .contains("ColorJitter")));
        assertNotNull(Screen.findVisible(Label.class, one -> one.getText().contains("but for what is off")));
    }

    @Test
    void aConfigThatIsSavedIsShownAnew() throws IOException, CoreException {
        PictureRows rows = showPage();
        Files.writeString(config, CONFIG.replace("brightness: 0.6", "hue: 0.5"));
        workplace.file("configs/wrong.yaml").getParent().refreshLocal(IResource.DEPTH_INFINITE, null);
        byte[] wanted = expected(0, 0, 2022, new BitSet()).data;
        Pump.until("its pictures are shown", () -> Arrays.equals(wanted, shown(rows, 0, 1)));
        Files.writeString(config, CONFIG.replace("brightness: 0.6", "brightness: dark"));
        workplace.file("configs/wrong.yaml").getParent().refreshLocal(IResource.DEPTH_INFINITE, null);
        Combo configs = Screen.findVisible(Combo.class, one -> true);
        Pump.until("it is sorted behind those that name the set", () -> configs.getItemCount() == 2);
        configs.select(configs.indexOf(NAME));
        configs.notifyListeners(SWT.Selection, new Event());
        Pump.until(
                "its first error is told",
                () -> Screen.findVisible(
                                Label.class,
                                one -> one.getText().startsWith("The config has errors. Line ")
                                        && one.getText().contains("brightness"))
                        != null);
        assertFalse(rows.isDisposed());
        assertEquals(List.of(), rows.rows());
    }

    private static Button button(String text) {
        return Screen.findVisible(Button.class, one -> one.getText().equals(text));
    }

    private IStructuredSelection selection() {
        return (IStructuredSelection)
                workplace.page().getWorkbenchWindow().getSelectionService().getSelection();
    }

    private static void press(PictureRows rows, int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        rows.notifyListeners(SWT.KeyDown, event);
    }
}
