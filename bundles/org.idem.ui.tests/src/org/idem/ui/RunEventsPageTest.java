package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.run.RunStatus;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.run.RunInput;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page Events of the run editor, on runs with and without events. */
@ExtendWith(LoggedErrors.class)
class RunEventsPageTest {
    private static final Instant BEGIN = Instant.parse("2026-05-04T10:00:00Z");
    private static final RunEvent SKIPPED =
            event(90, 0, Kind.GRADIENT_NOT_FINITE, "stage2.conv1.weight", "a gradient is infinite", Handling.SKIPPED);
    private static final RunEvent BACK =
            event(100, 1, Kind.LOSS_NOT_FINITE, "", "the loss is NaN; back to step 50", Handling.ROLLED_BACK);
    /** Later than the others, at an earlier step: the training had gone back. */
    private static final RunEvent FULL =
            event(60, 2, Kind.SAVE_FAILED, "", "the checkpoint cannot be written", Handling.WARNED);

    @TempDir
    Path folder;

    private IWorkbenchPage page;

    @BeforeEach
    void findPage() {
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
    }

    @AfterEach
    void closeEditors() {
        page.closeAllEditors(false);
    }

    @Test
    void listsEventsAsTheyCameWithTheLastMessageInFull() {
        open(run(RunStatus.State.STOPPED, SKIPPED, BACK, FULL), "Events (3)");
        Table table = table(3);
        List<String> rows = Screen.rows(table);
        assertTrue(rows.get(0).startsWith("90 | "), rows.get(0));
        assertTrue(
                rows.get(0)
                        .endsWith(" | Gradient not finite | stage2.conv1.weight | Skipped step | " + SKIPPED.message()),
                rows.get(0));
        assertTrue(rows.get(1).startsWith("100 | ") && rows.get(1).contains(" | Rolled back | "), rows.get(1));
        assertTrue(rows.get(2).startsWith("60 | ") && rows.get(2).contains("Save failed |  | Warned"), rows.get(2));
        assertEquals(2, table.getSelectionIndex());
        assertShown(FULL.message());
        table.setSelection(1);
        table.notifyListeners(SWT.Selection, new Event());
        assertShown(BACK.message());
    }

    @Test
    void sortsByHeaderAndByMenu() {
        open(run(RunStatus.State.STOPPED, SKIPPED, BACK, FULL), "Events (3)");
        Table table = table(3);
        assertEquals("Time", table.getSortColumn().getText());
        TableColumn step = table.getColumn(0);
        step.notifyListeners(SWT.Selection, new Event());
        assertEquals(List.of("60", "90", "100"), steps(table));
        step.notifyListeners(SWT.Selection, new Event());
        assertEquals(List.of("100", "90", "60"), steps(table));
        assertEquals(SWT.DOWN, table.getSortDirection());
        assertTrue(item(table, "Descending").getSelection());
        choose(item(table, "Sort by Time"));
        assertEquals(List.of("60", "100", "90"), steps(table));
        item(table, "Descending").setSelection(false);
        item(table, "Descending").notifyListeners(SWT.Selection, new Event());
        assertEquals(List.of("90", "100", "60"), steps(table));
    }

    @Test
    void followsARunAndKeepsTheSelection() {
        RunDirectory run = run(RunStatus.State.RUNNING);
        open(run, "Events");
        Pump.until("it says that there are none", () -> sentence("No events so far. ") != null);
        run.events().add(SKIPPED);
        assertEquals(List.of("90"), steps(table(1)));
        run.events().add(BACK);
        Table table = table(2);
        assertEquals(0, table.getSelectionIndex());
        assertShown(SKIPPED.message());
        assertEquals("Events (2)", tab("Events").getText());
    }

    @Test
    void doesNotCallAFailedRunSound() {
        open(run(RunStatus.State.FAILED), "Events");
        Pump.until("it leads to the log", () -> sentence("No events. What the trainer said last") != null);
    }

    @Test
    void saysThatNothingWentWrong() {
        open(run(RunStatus.State.DONE), "Events");
        Pump.until("it says so", () -> sentence("No events: nothing went wrong in this run.") != null);
    }

    private RunDirectory run(RunStatus.State state, RunEvent... events) {
        RunDirectory run = RunDirectory.create(folder, "eventful", Clock.systemDefaultZone());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(state, "", now));
        Stream.of(events).forEach(run.events()::add);
        return run;
    }

    private static RunEvent event(
            long step, int minute, Kind kind, String parameter, String message, Handling handling) {
        return new RunEvent(step, BEGIN.plusSeconds(60L * minute), kind, parameter, message, handling);
    }

    /** Opens the run and turns to its page Events once the tab says {@code title}. */
    private void open(RunDirectory run, String title) {
        PartOpener.open(page, new RunInput(run.path()), Ids.RUN_EDITOR);
        CTabItem tab = Pump.forValue("the tab says " + title, () -> tab(title));
        CTabFolder pages = tab.getParent();
        pages.setSelection(tab);
        Event chosen = new Event();
        chosen.item = tab;
        pages.notifyListeners(SWT.Selection, chosen);
    }

    private static CTabItem tab(String title) {
        CTabFolder pages = Screen.findVisible(CTabFolder.class, one -> item(one, title) != null);
        return pages == null ? null : item(pages, title);
    }

    private static CTabItem item(CTabFolder pages, String title) {
        return Arrays.stream(pages.getItems())
                .filter(one -> one.getText().equals(title) || one.getText().startsWith(title + " ("))
                .findFirst()
                .orElse(null);
    }

    private static Table table(int rows) {
        return Pump.forValue(
                rows + " events are listed",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() == 6
                                && one.getColumn(2).getText().equals("Kind")
                                && one.getItemCount() == rows));
    }

    private static List<String> steps(Table table) {
        return Arrays.stream(table.getItems()).map(one -> one.getText(0)).toList();
    }

    private static void assertShown(String message) {
        Pump.until(
                "the message is in full: " + message,
                () -> Screen.findVisible(Text.class, one -> one.getText().equals(message)) != null);
    }

    private static Label sentence(String begin) {
        return Screen.findVisible(Label.class, one -> one.getText().startsWith(begin));
    }

    private static MenuItem item(Table table, String text) {
        return Arrays.stream(table.getMenu().getItems())
                .filter(one -> one.getText().replace("&", "").equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** As the toolkit does when a radio item is chosen. */
    private static void choose(MenuItem chosen) {
        for (MenuItem other : chosen.getParent().getItems()) {
            if ((other.getStyle() & SWT.RADIO) != 0) {
                other.setSelection(other == chosen);
            }
        }
        chosen.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void anEventLeadsToTheChartThatShowsIt() throws IOException {
        RunEvent grows = event(70, 3, Kind.GRADIENT_GROWS, "", "the gradient norm is 30.0", Handling.WARNED);
        RunDirectory run = run(RunStatus.State.STOPPED, grows);
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (long step = 1; step <= 100; step++) {
                writer.add(step, BEGIN.getEpochSecond() + step, Map.of("train/loss", 3.0, "train/grad_norm", 2.0));
            }
        }
        open(run, "Events (1)");
        table(1);
        Link link = Screen.findVisible(Link.class, one -> one.getText().contains("Show on Charts"));
        link.notifyListeners(SWT.Selection, new Event());
        ChartCanvas chart = Pump.forValue(
                "the norm is a chart now",
                () -> Screen.findVisible(
                        ChartCanvas.class,
                        one -> one.model().title().startsWith("train/grad_norm") && one.crosshair() == 70));
        assertTrue(chart.crosshairText().endsWith("the gradient norm is 30.0, step 70"), chart.crosshairText());
        Path kept = Workplace.service(WorkFolder.class).path().resolve(".idem/charts.properties");
        Pump.until("the choice is kept", () -> Files.exists(kept));
        Files.delete(kept);
    }
}
