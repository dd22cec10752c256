package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.ui.IPageLayout;
import org.idem.chart.AxisMapping;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The views and the editors of data sets and evaluations, as they follow what is selected. */
@ExtendWith(LoggedErrors.class)
class ViewsTest {
    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    @Test
    void everyPerspectiveHasItsViews() {
        assertViews(Ids.EXPERIMENTS, Ids.EXPLORER, Ids.RUNS_VIEW, Ids.LOG_VIEW, IPageLayout.ID_PROBLEM_VIEW);
        assertViews(Ids.DATA, Ids.EXPLORER, Ids.IDENTITY_VIEW, Ids.IMAGE_VIEW, IPageLayout.ID_PROBLEM_VIEW);
        assertViews(Ids.VERIFICATION, Ids.EVALUATIONS_VIEW);
    }

    @Test
    void runsHaveTheirColumns() {
        assertEquals(
                List.of(
                        "Status",
                        "Run",
                        "Done",
                        "Loss",
                        "Best loss",
                        "Accuracy",
                        "Curve",
                        "Images/s",
                        "Time left",
                        "Step"),
                Arrays.stream(runs().getColumns()).map(TableColumn::getText).toList());
    }

    @Test
    void theIconOfASelectedRunIsInTheColourOfItsText() {
        Table runs = runs();
        workplace.select("halted");
        int selected = Pump.forValue(
                "the line is selected", () -> runs.getSelectionIndex() < 0 ? null : runs.getSelectionIndex());
        ImageData white = picture(runs, selected);
        for (int y = 0; y < white.height; y++) {
            for (int x = 0; x < white.width; x++) {
                if (white.getAlpha(x, y) > 0) {
                    assertEquals(0xFFFFFF, white.getPixel(x, y) & 0xFFFFFF);
                }
            }
        }
        workplace.select("finished");
        Pump.until("another line is selected", () -> runs.getSelectionIndex() != selected);
        assertFalse(Arrays.equals(white.data, picture(runs, selected).data), "it has its own colours again");
    }

    @Test
    void theLogFollowsTheSelectedRun() throws IOException {
        workplace.select("halted");
        Pump.until("its log is shown", () -> log("step 240 of 600"));
        workplace.select("broken");
        Pump.until("the other one is shown", () -> log("step 30 of 600") && !log("step 240 of 600"));
        Files.writeString(workplace.run("broken").logFile(), "one line more\n", StandardOpenOption.APPEND);
        Pump.until("a line that is added appears", () -> log("one line more"));
    }

    @Test
    void evaluationsAreListedAndOpen() {
        workplace.show(Ids.VERIFICATION);
        Table table = Pump.forValue(
                "both evaluations are listed",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 4
                                && one.getColumn(0).getText().equals("Set")
                                && one.getItemCount() == 2));
        int finished = Screen.rows(table).get(0).endsWith("-finished") ? 0 : 1;
        assertTrue(
                Screen.rows(table).get(finished).startsWith("verify | "),
                Screen.rows(table).toString());
        table.setSelection(finished);
        table.notifyListeners(SWT.Selection, new Event());
        table.notifyListeners(SWT.DefaultSelection, new Event());
        ChartCanvas det = Pump.forValue(
                "the DET is drawn beside the ROC",
                () -> Screen.findVisible(
                        ChartCanvas.class,
                        one -> one.model().title().equals("DET") && one.model().points() > 100));
        assertEquals(AxisMapping.PROBIT, det.viewport().mapX());
        assertEquals(AxisMapping.PROBIT, det.viewport().mapY());
        det.setLogX(true);
        det.setLogY(true);
        assertTrue(det.viewport().logX() && det.viewport().logY());
        det.setLogY(false);
        assertEquals(AxisMapping.PROBIT, det.viewport().mapY(), "not linear: it started by deviates");
        assertNotNull(
                Screen.findVisible(ChartCanvas.class, one -> one.model().title().equals("ROC")));
    }

    @Test
    void aSetThatCannotBeOpenedSaysWhyInPlaceOfAnEmptyGrid() throws IOException {
        Path broken = Files.writeString(folder.resolve("train.rec"), "no records");
        PartOpener.open(workplace.page(), new DatasetInput(broken), Ids.DATA_SET_EDITOR);
        Label sentence = Pump.forValue(
                "the sentence is there",
                () -> Screen.findVisible(Label.class, one -> one.getText().startsWith("train.rec cannot be opened. ")));
        assertTrue(sentence.getText().length() > 40, sentence.getText());
        assertEquals(null, Screen.findVisible(ImageGrid.class, one -> true));
    }

    @Test
    void aFolderOfIdentitiesOpensFromTheExplorer() throws IOException {
        for (String person : List.of("anna", "bert")) {
            Path of = Files.createDirectories(folder.resolve("set/" + person));
            Files.write(of.resolve("1.png"), onePixel());
        }
        PartOpener.open(workplace.page(), new DatasetInput(folder.resolve("set")), Ids.DATA_SET_EDITOR);
        ImageGrid grid = Pump.forValue(
                "the set is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == 2));
        Pump.until("its identities are known", () -> grid.model().groupLabel(1).equals("Identity 1"));
    }

    private static byte[] onePixel() {
        return java.util.HexFormat.of()
                .parseHex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
                        + "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082");
    }

    private void assertViews(String perspective, String... views) {
        workplace.show(perspective);
        for (String view : views) {
            Pump.until(perspective + " shows " + view, () -> workplace.page().findView(view) != null);
        }
    }

    private static Table runs() {
        return Pump.forValue(
                "the runs are listed",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 10
                                && one.getColumn(0).getText().equals("Status")
                                && one.getItemCount() >= 4));
    }

    private static ImageData picture(Table table, int line) {
        Image image = table.getItem(line).getImage(0);
        return image.getImageData();
    }

    private static boolean log(String line) {
        return Screen.findVisible(StyledText.class, one -> one.getText().contains(line)) != null;
    }
}
