package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of the run editor, each with what the run left on disk. */
@ExtendWith(LoggedErrors.class)
class RunPagesTest {
    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        workplace.edit("finished");
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    @Test
    void chartsSayWhatThereIs() {
        Pump.until("the accuracies are there", () -> chart("Verification accuracy", 6) != null);
        workplace.edit("halted");
        ChartCanvas none = Pump.forValue("a run that was never verified has no accuracies", () -> {
            ChartCanvas canvas = chart("Verification accuracy", 0);
            return canvas == null || canvas.model().marks().isEmpty() ? null : canvas;
        });
        Pump.until("it says so", () -> none.model().marks().get(0).label().equals("No values in this run"));
    }

    @Test
    void configIsWhatTheRunWasMadeWith() {
        Screen.turnTo("Config", "Charts");
        Pump.until(
                "the config is there",
                () -> Screen.findVisible(StyledText.class, one -> one.getText().contains("output_dir: runs")) != null);
    }

    @Test
    void logIsWhatTheTrainerPrinted() {
        Screen.turnTo("Log", "Charts");
        Pump.until(
                "the last line is there",
                () -> Screen.findVisible(StyledText.class, one -> one.getText().contains("step 600 of 600")) != null);
    }

    @Test
    void environmentIsFlat() {
        Screen.turnTo("Environment", "Charts");
        List<String> rows = rows("Property", 4);
        assertTrue(rows.contains("machine.cores | 2"), rows.toString());
        assertTrue(rows.contains("java | 17"), rows.toString());
        assertTrue(rows.get(3).startsWith("command_line | ./idem train -c "), rows.toString());
    }

    @Test
    void ranksSayWhereTheyAreAndWhichOneEndedTheTraining() {
        RunDirectory halted = workplace.run("halted");
        RunStatus before = halted.status();
        try {
            Instant end = Instant.parse("2026-01-31T14:15:00Z");
            RankHeartbeat gone = new RankHeartbeat(1, "node2", 4812, end.minusSeconds(3));
            halted.writeStatus(before.with(
                            RunStatus.State.FAILED,
                            gone.describe() + " is gone: it was killed, or its machine went away",
                            end)
                    .withRanks(List.of(new RankHeartbeat(0, "node1", 4711, end), gone)));
            workplace.edit("halted");
            Screen.turnTo("Ranks", "Charts");
            List<String> rows = rows("Last heard of", 2);
            assertTrue(rows.get(0).startsWith("0 | node1 | 4711 | "), rows.toString());
            assertTrue(rows.get(1).startsWith("1 | node2 | 4812 | "), rows.toString());
            assertTrue(rows.get(1).endsWith(" | is gone: it was killed, or its machine went away"), rows.toString());
        } finally {
            halted.writeStatus(before);
        }
    }

    @Test
    void checkpointsAreListedByStep() {
        Screen.turnTo("Checkpoints", "Charts");
        List<String> rows = rows("Saved", 3);
        assertEquals(
                List.of("200", "400", "600"),
                rows.stream().map(row -> row.split(" \\| ")[0]).toList());
    }

    @Test
    void anEvaluationOpensFromItsLine() {
        Screen.turnTo("Evaluations", "Charts");
        Table table = Screen.table("Measured", 1);
        assertTrue(Screen.rows(table).get(0).startsWith("verify | 600 | 2,000 | "));
        table.setSelection(0);
        Event opened = new Event();
        opened.item = table.getItem(0);
        table.notifyListeners(SWT.Selection, opened);
        table.notifyListeners(SWT.DefaultSelection, opened);
        Pump.until(
                "the evaluation is open",
                () -> workplace.page().getActiveEditor().getSite().getId().equals(Ids.VERIFICATION_EDITOR));
        String title = workplace.page().getActiveEditor().getTitle();
        assertEquals("verify @ 600 · " + workplace.run("finished").name(), title);
    }

    private static ChartCanvas chart(String title, long points) {
        return Screen.findVisible(
                ChartCanvas.class,
                one -> one.model().title().equals(title) && one.model().points() == points);
    }

    private static List<String> rows(String column, int count) {
        return Screen.rows(Screen.table(column, count));
    }

    @Test
    void chartsShowWhatHappened() {
        ChartCanvas loss = Pump.forValue("the loss is there", () -> chart("Loss", 600));
        List<String> happened =
                loss.model().events().stream().map(event -> event.label()).toList();
        assertEquals(
                List.of(
                        "warm-up ends at a learning rate of 0.09286, step 50",
                        "checkpoint, step 200",
                        "checkpoint, step 400",
                        "checkpoint, step 600"),
                happened);
    }

    @Test
    void histogramsAreAChartOverTime() {
        ChartCanvas cosines = Pump.forValue("the cosines are there", () -> chart("Cosines with class centers", 24));
        assertEquals(
                List.of("own class", "own class, 90 %", "other classes", "other classes, 90 %"),
                cosines.model().series().stream().map(one -> one.name()).toList());
        double[] medians = cosines.model().series().get(0).line().y();
        assertEquals(12, medians.length);
        assertTrue(medians[11] > 0.6 && medians[0] < 0.3, medians[0] + " to " + medians[11]);
    }

    @Test
    void aNarrowEditorKeepsItsPages() {
        Shell window = workplace.page().getWorkbenchWindow().getShell();
        Pump.until("the figures are there", () -> figures() != null);
        Rectangle before = window.getBounds();
        boolean maximized = window.getMaximized();
        try {
            window.setMaximized(false);
            window.setSize(760, 700);
            Pump.until("the window is narrow", () -> window.getSize().x < 900);
            Pump.until(
                    "the figures take a few lines at most",
                    () -> figures().getSize().x > 100 && figures().getSize().y < 100);
        } finally {
            window.setBounds(before);
            window.setMaximized(maximized);
        }
    }

    private static Label figures() {
        return Screen.findVisible(Label.class, one -> one.getText().startsWith("step\u00A0600"));
    }
}
