package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.core.AtomicFiles;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.ui.data.CheckJob;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.selection.FacePair;
import org.idem.ui.selection.Identity;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.ui.widgets.grid.TileMark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The data set editor: what is selected on its pages is what the rest of the workbench follows. */
@ExtendWith(LoggedErrors.class)
class DatasetEditorTest {
    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
    }

    /** What a part throws while it closes is only logged, and leaves it half closed. */
    @Test
    void anEditorClosesWithoutAFault() {
        List<IStatus> faults = new ArrayList<>();
        ILogListener listener = (status, plugin) -> {
            if (status.getSeverity() == IStatus.ERROR) {
                faults.add(status);
            }
        };
        open("data/faces/train.rec", SampleFolder.IMAGES);
        Platform.addLogListener(listener);
        try {
            workplace.page().closeAllEditors(false);
            Pump.until("it is closed", () -> workplace.page().getEditorReferences().length == 0);
        } finally {
            Platform.removeLogListener(listener);
        }
        assertEquals(List.of(), faults);
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

    @Test
    void fieldsSayWhichImagesAreShown() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        int each = SampleFolder.IMAGES / SampleFolder.IDENTITIES;
        field("Identity").setText("2-3");
        Pump.until("two identities are shown", () -> grid.model().size() == 2 * each);
        Pump.until("they are the right ones", () -> grid.model().groupLabel(0).equals("Identity 2"));
        assertStatus("12 of 36 images");
        field("Pixels").setText("<100");
        Pump.until("none is so small", () -> grid.model().size() == 0);
        assertStatus("none of 36 images");
        field("Pixels").setText("x");
        Pump.until(
                "the mistake is told",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("10-20")) != null);
        Dialogs.select(Screen.findVisible(Button.class, one -> one.getText().equals("Show All")));
        Pump.until("all are shown", () -> grid.model().size() == SampleFolder.IMAGES);
        field("Key").setText("36");
        Pump.until("one has this key", () -> grid.model().size() == 1);
        assertEquals("#35", grid.model().label(0));
    }

    @Test
    void anImageIsFoundByTyping() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        workplace.page().activate(workplace.page().getActiveEditor());
        run("org.idem.ui.command.jumpInData");
        Text typed = Pump.forValue(
                "the popup is open",
                () -> Screen.findVisible(Text.class, one -> one.getMessage().equals("Identity, image number or key")));
        typed.setText("4");
        Table places = Screen.find(typed.getShell(), Table.class, one -> true);
        Pump.until("places are offered", () -> places.getItemCount() > 2);
        assertEquals("Identity 4 – from #24", places.getItem(0).getText());
        assertEquals("Image #4 – key 5", places.getItem(1).getText());
        typed.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until("the image is selected", () -> grid.isSelected(24));
        assertTrue(typed.isDisposed(), "the popup is closed");
        assertEquals(24, ((FaceImage) selection().getFirstElement()).index());
    }

    @Test
    void whatIsExcludedIsInTheListBesideTheSetAndComesBack() throws IOException {
        Path list = workplace.sample().path().resolve("data/faces/train.rec.exclude");
        Files.writeString(list, "# mine\n7\n");
        try {
            ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
            assertEquals("#6 excluded", grid.model().label(6));
            workplace.page().activate(workplace.page().getActiveEditor());
            press(grid, SWT.HOME, 0);
            press(grid, SWT.ARROW_RIGHT, SWT.SHIFT);
            run("org.idem.ui.command.excludeImages");
            Pump.until("both are excluded", () -> grid.model().mark(1) == TileMark.LEFT_OUT);
            assertEquals("# mine\n7\n1\n2\n", Files.readString(list));
            Pump.until("it can be undone", () -> Workplace.isOn("org.eclipse.ui.edit.undo"));
            run("org.eclipse.ui.edit.undo");
            Pump.until("both are back", () -> grid.model().mark(1) == TileMark.NONE);
            assertEquals("# mine\n7\n", Files.readString(list));
            choose("Excluded");
            Pump.until("the excluded one is shown", () -> grid.model().size() == 1);
            press(grid, SWT.HOME, 0);
            run("org.idem.ui.command.includeImages");
            Pump.until("none is excluded", () -> grid.model().size() == 0);
            assertEquals("# mine\n", Files.readString(list));
        } finally {
            Files.delete(list);
        }
    }

    @Test
    void aSetOpensWhateverLiesInTheListBesideIt() throws IOException {
        Path list = workplace.sample().path().resolve("data/faces/train.rec.exclude");
        byte[] noText = {'1', '\n', (byte) 0xC3, (byte) 0x28, '\n'};
        Files.write(list, noText);
        try {
            ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
            assertEquals(TileMark.NONE, grid.model().mark(0));
            assertArrayEquals(noText, Files.readAllBytes(list));
        } finally {
            Files.delete(list);
        }
    }

    @Test
    void allImagesOfAPersonAreShown() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        workplace.page().activate(workplace.page().getActiveEditor());
        press(grid, SWT.END, 0);
        run("org.idem.ui.command.showIdentity");
        Pump.until("one identity is shown", () -> grid.model().size() == 6);
        assertStatus("Identity 5: 6 of 36 images");
        assertEquals("#35", grid.model().label(grid.focusIndex()));
        assertTrue(selection().isEmpty() || ((FaceImage) selection().getFirstElement()).identity() == 5);
    }

    @Test
    void theFocusedImageIsDescribed() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        press(grid, SWT.HOME, 0);
        Label words = Pump.forValue(
                "its size is read",
                () -> Screen.findVisible(Label.class, one -> one.getText().contains("112 × 112")));
        assertTrue(
                words.getText().matches("#0 · key 1 · identity 0 · at byte [\\d,]+ · 112 × 112, [\\d,]+ bytes jpg"),
                words.getText());
    }

    @Test
    void keysAreCopiedOneALine() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        workplace.page().activate(workplace.page().getActiveEditor());
        press(grid, SWT.HOME, 0);
        press(grid, SWT.ARROW_RIGHT, SWT.SHIFT);
        run("org.idem.ui.command.copyKey");
        assertEquals("1\n2", clipboard(TextTransfer.getInstance()));
        run("org.idem.ui.command.copyImage");
        Pump.until(
                "the picture is on the clipboard",
                () -> clipboard(ImageTransfer.getInstance()) instanceof ImageData picture && picture.width == 112);
    }

    @Test
    void tilesGrowAndShrinkByCommand() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        workplace.page().activate(workplace.page().getActiveEditor());
        int before = grid.tileSize();
        run("org.idem.ui.command.zoomIn");
        assertTrue(grid.tileSize() > before);
        run("org.idem.ui.command.zoomOut");
        run("org.idem.ui.command.zoomOut");
        assertTrue(grid.tileSize() < before);
    }

    @Test
    void pairsOfOneKindAreShown() {
        ImageGrid grid = open("data/faces/verify.bin", SampleFolder.PAIRS);
        choose("Impostor pairs");
        Pump.until("half are shown", () -> grid.model().size() == SampleFolder.PAIRS / 2);
        for (int place = 0; place < grid.model().size(); place++) {
            assertEquals(TileMark.APART, grid.model().mark(place));
            assertTrue(grid.model().label(place).endsWith(", two persons"));
        }
    }

    @Test
    void everyBarOfTheStatisticsLeadsToItsImages() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        DatasetEditors.show("Statistics");
        assertStatus("All 36 images.");
        Table bars = Screen.findVisible(Table.class, one -> one.getColumnCount() == 3);
        assertEquals(List.of("4 to 7 | 6 | 100.0 %"), Screen.rows(bars));
        choose("Brightness");
        Pump.until("the bars of another chart are there", () -> bars.getItemCount() > 1);
        bars.select(0);
        int count = Integer.parseInt(bars.getItem(0).getText(1));
        String range = bars.getItem(0).getText(0);
        assertTrue(count < SampleFolder.IMAGES, "the first bar has some of the images");
        bars.notifyListeners(SWT.Selection, new Event());
        bars.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until(
                "the bar's images are shown",
                () -> grid.isVisible() && grid.model().size() == count);
        assertStatus("Brightness " + range + ": " + count + " of 36 images");
    }

    @Test
    void aBarIsPickedInItsChart() {
        ImageGrid grid = open("data/faces/train.rec", SampleFolder.IMAGES);
        DatasetEditors.show("Statistics");
        ChartCanvas chart = Pump.forValue(
                "the chart is drawn",
                () -> Screen.findVisible(
                        ChartCanvas.class,
                        one -> one.model().title().equals("Picture size")
                                && one.model().points() > 0
                                && one.isDrawn()));
        key(chart, SWT.ARROW_RIGHT);
        key(chart, SWT.CR);
        Pump.until("the page Images is in front", grid::isVisible);
        assertStatus("Picture size 112 to 120: 36 of 36 images");
    }

    private static void key(ChartCanvas chart, int keyCode) {
        Event event = new Event();
        event.keyCode = keyCode;
        chart.notifyListeners(SWT.KeyDown, event);
    }

    @Test
    void aCheckMarksWhatItFlagsAndMeasuresAllImages() throws IOException {
        Path set = workplace.sample().path().resolve("flagged");
        for (int person = 0; person < 4; person++) {
            Path of = Files.createDirectories(set.resolve("p" + person));
            Files.write(of.resolve("a.png"), png(person));
            Files.write(of.resolve("b.png"), png(person == 2 ? 2 : 10 + person));
        }
        try {
            ImageGrid grid = open("flagged", 8);
            CheckedSets checked = Workplace.service(CheckedSets.class);
            new CheckJob(set, checked, words -> {}).schedule();
            Pump.until("the check has ended", () -> checked.flagged(set).isPresent());
            choose("Flagged by check");
            Pump.until("the duplicate is shown", () -> grid.model().size() == 1);
            press(grid, SWT.HOME, 0);
            Pump.until(
                    "it is said why",
                    () -> Screen.findVisible(Label.class, one -> one.getText().contains("check: exact-duplicate"))
                            != null);
        } finally {
            AtomicFiles.deleteTree(set);
        }
    }

    private static byte[] png(int seed) {
        byte[] rgb = new byte[3 * 32 * 32];
        new Random(seed).nextBytes(rgb);
        try (ImageEncoder encoder = new ImageEncoder()) {
            return encoder.png(new Pixels(32, 32, rgb));
        }
    }

    private static Object clipboard(Transfer transfer) {
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        try {
            return clipboard.getContents(transfer);
        } finally {
            clipboard.dispose();
        }
    }

    private static void choose(String flag) {
        Combo combo = Screen.findVisible(Combo.class, one -> one.indexOf(flag) >= 0);
        combo.select(combo.indexOf(flag));
        Dialogs.select(combo);
    }

    private static Text field(String message) {
        return Screen.findVisible(Text.class, one -> one.getMessage().equals(message));
    }

    private static void assertStatus(String words) {
        Pump.until(
                "the status says " + words,
                () -> Screen.findVisible(Link.class, one -> one.getText().startsWith(words)) != null);
    }

    private void run(String command) {
        Pump.until(command + " is on", () -> Workplace.isOn(command));
        Commands.run(workplace.page().getWorkbenchWindow().getService(IHandlerService.class), command);
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
