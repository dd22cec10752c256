package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.chart.ChartSeries;
import org.idem.run.RunLabels;
import org.idem.ui.runs.SelectedRuns;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several runs in one editor. */
@ExtendWith(LoggedErrors.class)
class ComparisonTest {
    private Workplace workplace;

    @BeforeEach
    void compare() {
        workplace = Workplace.open();
        workplace.select("finished", "halted");
        Pump.until("Compare is on", () -> Workplace.isOn("org.idem.ui.command.compareRuns"));
        Commands.run(Workplace.service(IHandlerService.class), "org.idem.ui.command.compareRuns");
        Pump.until("both losses are in one chart", () -> chart("train/loss", 840) != null);
    }

    @AfterEach
    void close() throws IOException {
        workplace.page().closeAllEditors(false);
        Files.deleteIfExists(workplace.sample().path().resolve(".idem/charts.properties"));
        for (String run : List.of("finished", "halted")) {
            Files.deleteIfExists(workplace.run(run).path().resolve("labels.json"));
        }
    }

    private static ChartCanvas chart(String title, long points) {
        return Screen.findVisible(
                ChartCanvas.class,
                one -> one.model().title().startsWith(title) && one.model().points() == points);
    }

    @Test
    void eachRunHasAStyleOfItsOwnAndKeepsIt() {
        assertEquals("2 runs", workplace.page().getActiveEditor().getTitle());
        List<ChartSeries> series = chart("train/loss", 840).model().series();
        assertEquals(2, series.size());
        assertTrue(series.get(0).color() != series.get(1).color());
        assertTrue(series.get(0).band() != null, "averages are drawn over bands");
        RunLabels finished = RunLabels.read(workplace.run("finished"));
        assertTrue(series.stream().anyMatch(one -> one.color() == finished.style()));
        assertTrue(
                Screen.findVisible(Label.class, one -> one.getText().endsWith("-finished")) != null,
                "the legend names what no key tells apart");
    }

    @Test
    void otherAxesAndOtherChartsAreChosenAndKept() {
        Combo axis = Screen.findVisible(Combo.class, one -> one.indexOf("Images seen") >= 0);
        axis.select(axis.indexOf("Active time"));
        axis.notifyListeners(SWT.Selection, new Event());
        Pump.until("hours are at the axis", () -> {
            ChartCanvas loss = chart("train/loss", 840);
            return loss != null && loss.model().x().label().equals("hours of training");
        });
        Button charts = Screen.findVisible(Button.class, one -> one.getText().equals("C&harts…"));
        Dialogs.during(
                "Charts",
                shell -> {
                    Dialogs.in(shell, Text.class, one -> true).setText("eval");
                    Table choices = Dialogs.in(shell, Table.class, one -> one.getItemCount() == 1);
                    TableItem accuracy = choices.getItem(0);
                    assertTrue(accuracy.getChecked());
                    accuracy.setChecked(false);
                    Event event = new Event();
                    event.item = accuracy;
                    event.detail = SWT.CHECK;
                    choices.notifyListeners(SWT.Selection, event);
                    Dialogs.press(shell, "OK");
                },
                () -> Dialogs.select(charts));
        Pump.until(
                "the chart is gone",
                () -> Screen.findVisible(
                                ChartCanvas.class, one -> one.model().title().startsWith("eval/"))
                        == null);
        Path kept = workplace.sample().path().resolve(".idem/charts.properties");
        Pump.until("the folder keeps it", () -> {
            try {
                return Files.exists(kept)
                        && Files.readString(kept).contains("axis=ACTIVE_TIME")
                        && !Files.readString(kept).contains("eval");
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void valuesAreThoseWhereBothHaveBeen() {
        Screen.turnTo("Values", "Values");
        Table table = Pump.forValue(
                "the values are there",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 3
                                && one.getColumn(0).getText().equals("Metric")
                                && one.getItemCount() == 4));
        assertEquals(
                List.of("Metric", "finished", "halted"),
                Arrays.stream(table.getColumns())
                        .map(column -> column.getText())
                        .sorted()
                        .toList());
        assertTrue(Screen.findVisible(Label.class, one -> one.getText().equals("At step 240")) != null);
        String rate = row(table, "train/lr");
        String[] cells = rate.split(" \\| ");
        assertEquals(cells[1], cells[2], "the schedule is the same: " + rate);
        Scale slider = Screen.findVisible(Scale.class, one -> true);
        slider.setSelection(slider.getMaximum());
        slider.notifyListeners(SWT.Selection, new Event());
        Pump.until(
                "the place is told",
                () -> Screen.findVisible(Label.class, one -> one.getText().equals("At step 600")) != null);
        assertTrue(row(table, "train/lr").contains("–"), "one has not been there: " + row(table, "train/lr"));
    }

    private static String row(Table table, String metric) {
        return Screen.rows(table).stream()
                .filter(row -> row.startsWith(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatDiffersIsListed() throws IOException {
        Path config = workplace.run("halted").configFile();
        String before = Files.readString(config);
        workplace.page().closeAllEditors(false);
        try {
            Files.writeString(config, before.replace("epochs: 2", "epochs: 7"));
            workplace.select("finished", "halted");
            Commands.run(Workplace.service(IHandlerService.class), "org.idem.ui.command.compareRuns");
            Pump.until(
                    "the legend says it",
                    () -> Screen.findVisible(Label.class, one -> one.getText().equals("halted: epochs=7")) != null);
            Screen.turnTo("Differences", "Values");
            Table table = Pump.forValue(
                    "the difference is there",
                    () -> Screen.findVisible(
                            Table.class,
                            one -> one.getColumnCount() == 4
                                    && one.getColumn(1).getText().equals("What")
                                    && one.getItemCount() > 0));
            String row = Screen.rows(table).get(0);
            assertTrue(row.startsWith("config | Global.epochs | "), row);
            assertTrue(row.contains("7") && row.contains("2"), row);
            assertFalse(Screen.rows(table).stream().anyMatch(one -> one.contains("Model.name")));
        } finally {
            Files.writeString(config, before);
        }
    }

    @Test
    void aClickOnACurveIsItsRunEverywhere() {
        ChartCanvas loss = chart("train/loss", 840);
        Pump.until("it is drawn", loss::isDrawn);
        String halted = workplace.run("halted").path().toString();
        int turns = loss.model().series().get(0).key().equals(halted) ? 1 : 2;
        for (int i = 0; i < turns; i++) {
            Event key = new Event();
            key.keyCode = 'n';
            loss.notifyListeners(SWT.KeyDown, key);
        }
        assertEquals(halted, loss.emphasis());
        ChartCanvas rate =
                Screen.findVisible(ChartCanvas.class, one -> one.model().title().startsWith("train/lr"));
        assertEquals(halted, rate.emphasis(), "in all charts");
        IStructuredSelection selected = (IStructuredSelection) workplace
                .page()
                .findView(Ids.RUNS_VIEW)
                .getViewSite()
                .getSelectionProvider()
                .getSelection();
        assertEquals(
                List.of(workplace.row("halted").run()),
                SelectedRuns.rows(selected).stream().map(row -> row.run()).toList());
        Event enter = new Event();
        enter.keyCode = SWT.CR;
        loss.notifyListeners(SWT.KeyDown, enter);
        Pump.until(
                "its editor is open",
                () -> workplace.page().getActiveEditor().getEditorSite().getId().equals(Ids.RUN_EDITOR));
    }

    @Test
    void anotherAxisIsUndoneAndRedone() {
        Combo axis = Screen.findVisible(Combo.class, one -> one.indexOf("Images seen") >= 0);
        axis.select(axis.indexOf("Wall time"));
        axis.notifyListeners(SWT.Selection, new Event());
        Pump.until("hours are at the axis", () -> isOver("hours since the start"));
        workplace.page().activate(workplace.page().getActiveEditor());
        Pump.until("Undo is on", () -> Workplace.isOn("org.eclipse.ui.edit.undo"));
        Commands.run(Workplace.service(IHandlerService.class), "org.eclipse.ui.edit.undo");
        Pump.until(
                "steps are at the axis again",
                () -> isOver("step") && axis.getText().equals("Step"));
        Commands.run(Workplace.service(IHandlerService.class), "org.eclipse.ui.edit.redo");
        Pump.until("hours are at the axis again", () -> isOver("hours since the start"));
    }

    private static boolean isOver(String label) {
        ChartCanvas loss = chart("train/loss", 840);
        return loss != null && loss.model().x().label().equals(label);
    }
}
