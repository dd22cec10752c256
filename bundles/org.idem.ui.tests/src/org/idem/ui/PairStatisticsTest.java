package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.idem.ui.data.CheckJob;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page Statistics of a verification set: both images of each pair are measured, bars lead to pairs. */
@ExtendWith(LoggedErrors.class)
class PairStatisticsTest {
    private Workplace workplace;
    private Path set;
    private ImageGrid grid;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        set = workplace.sample().path().resolve("data/faces/verify.bin");
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        grid = Pump.forValue(
                "the pairs are shown",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == SampleFolder.PAIRS));
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    @Test
    void everyBarLeadsToItsPairs() {
        DatasetEditors.show("Statistics");
        untilSaid("All 40 images of 20 pairs.");
        Combo charts = Screen.findVisible(Combo.class, one -> one.indexOf("Brightness") >= 0);
        assertFalse(List.of(charts.getItems()).contains("Images per identity"), "pairs name nobody");
        choose(charts, "Brightness");
        Table bars = Pump.forValue(
                "there are several bars",
                () -> Screen.findVisible(Table.class, one -> one.getColumnCount() == 3 && one.getItemCount() > 1));
        String range = bars.getItem(0).getText(0);
        int pictures = Integer.parseInt(bars.getItem(0).getText(1));
        bars.select(0);
        bars.notifyListeners(SWT.Selection, new Event());
        bars.notifyListeners(SWT.DefaultSelection, new Event());
        Pump.until("the page Images is in front", grid::isVisible);
        Pump.until("some pairs are shown", () -> grid.model().size() < SampleFolder.PAIRS);
        int pairs = grid.model().size();
        assertTrue(pairs <= pictures && pairs >= (pictures + 1) / 2, pairs + " pairs of " + pictures + " pictures");
        untilSaid("Brightness " + range + ": " + pairs + " of 20 pairs");
        choose(Screen.findVisible(Combo.class, one -> one.indexOf("Impostor pairs") >= 0), "Impostor pairs");
        Pump.until(
                "no more are shown than before",
                () -> grid.model().size() <= pairs
                        && (grid.model().size() == 0 || grid.model().label(0).endsWith("two persons")));
    }

    @Test
    void aCheckMeasuresAllAndFlagsPairs() {
        CheckedSets checked = Workplace.service(CheckedSets.class);
        new CheckJob(set, checked, words -> {}).schedule();
        Pump.until("the check has ended", () -> checked.flagged(set).isPresent());
        choose(Screen.findVisible(Combo.class, one -> one.indexOf("Flagged by check") >= 0), "Flagged by check");
        Pump.until("the pairs are sound", () -> grid.model().size() == 0);
        DatasetEditors.show("Statistics");
        untilSaid("All 40 images of 20 pairs.");
        assertEquals(
                null, Screen.findVisible(Link.class, one -> one.getText().contains("Measure all")), "all are measured");
    }

    private static void untilSaid(String words) {
        Pump.until(
                words, () -> Screen.findVisible(Link.class, one -> one.getText().startsWith(words)) != null);
    }

    private static void choose(Combo combo, String words) {
        combo.select(combo.indexOf(words));
        Dialogs.select(combo);
    }
}
