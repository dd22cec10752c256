package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.chart.parallel.ParallelLayout;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.chart.ParallelCanvas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What runs were given and what came out, against each other. */
@ExtendWith(LoggedErrors.class)
class ComparedResultsTest {
    private Workplace workplace;

    @BeforeEach
    void compare() {
        workplace = Workplace.open();
        workplace.select("finished", "halted", "broken");
        Pump.until("Compare is on", () -> Workplace.isOn("org.idem.ui.command.compareRuns"));
        Commands.run(Workplace.service(IHandlerService.class), "org.idem.ui.command.compareRuns");
    }

    @AfterEach
    void close() throws IOException {
        workplace.page().closeAllEditors(false);
        for (String run : List.of("finished", "halted", "broken")) {
            Files.deleteIfExists(workplace.run(run).path().resolve("labels.json"));
        }
    }

    private static void key(ParallelCanvas canvas, int keyCode, int stateMask) {
        Event event = new Event();
        event.keyCode = keyCode;
        event.stateMask = stateMask;
        canvas.notifyListeners(SWT.KeyDown, event);
    }

    private static void mouse(ParallelCanvas canvas, int type, double x, double y) {
        Event event = new Event();
        event.button = 1;
        event.x = (int) Math.round(x);
        event.y = (int) Math.round(y);
        canvas.notifyListeners(type, event);
    }

    private static void choose(Combo combo, String item) {
        combo.select(combo.indexOf(item));
        combo.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void anyTwoFiguresStandAgainstEachOther() {
        Screen.turnTo("Scatter", "Values");
        Pump.forValue(
                "the axes can be chosen", () -> Screen.findVisible(Combo.class, one -> one.indexOf("best loss") >= 0));
        Combo up = Screen.findVisible(Combo.class, one -> one.indexOf("best loss") >= 0);
        Combo right = Screen.findVisible(Combo.class, one -> one != up && one.indexOf("best loss") >= 0);
        choose(up, "best loss");
        choose(right, "images_per_second");
        ChartCanvas chart = Pump.forValue(
                "the dots are there",
                () -> Screen.findVisible(
                        ChartCanvas.class, one -> one.model().series().size() == 3 && one.isDrawn()));
        assertEquals("best loss over images_per_second", chart.model().title());
        Button log = Screen.findVisible(Button.class, one -> one.getText().equals("Log ac&ross"));
        log.setSelection(true);
        log.notifyListeners(SWT.Selection, new Event());
        assertTrue(chart.viewport().logX());
        Event next = new Event();
        next.keyCode = 'n';
        chart.notifyListeners(SWT.KeyDown, next);
        assertEquals(chart.model().series().get(0).key(), chart.emphasis());
    }

    private ParallelCanvas parallel() {
        Screen.turnTo("Parallel", "Values");
        return Pump.forValue(
                "the lines are drawn",
                () -> Screen.findVisible(
                        ParallelCanvas.class, one -> one.model().lines().size() == 3 && one.isDrawn()));
    }

    private static Table table(int lines) {
        return Pump.forValue(
                lines + " runs are listed",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() > 1
                                && one.getColumn(0).getText().equals("Run")
                                && one.getItemCount() == lines));
    }

    @Test
    void aStretchOfAnAxisChoosesRuns() {
        ParallelCanvas canvas = parallel();
        table(3);
        ParallelLayout layout = canvas.picture();
        int loss = canvas.model().axes().size() - 1;
        assertEquals("loss", canvas.model().axes().get(loss).title());
        double x = layout.x(loss);
        // The least of the losses alone.
        mouse(canvas, SWT.MouseDown, x, layout.y(0.05));
        mouse(canvas, SWT.MouseMove, x, layout.y(0));
        mouse(canvas, SWT.MouseUp, x, layout.y(0));
        assertEquals(1, canvas.model().chosen().size(), canvas.focusText());
        Table listed = table(1);
        assertEquals("finished", listed.getItem(0).getText(0));
        Pump.until("it is drawn", canvas::isDrawn);
        mouse(canvas, SWT.MouseDown, x, layout.y(0.5));
        mouse(canvas, SWT.MouseUp, x, layout.y(0.5));
        assertEquals(3, canvas.model().chosen().size(), "a click gives it up");
    }

    @Test
    void keysChooseToo() {
        ParallelCanvas canvas = parallel();
        for (int i = 0; i < canvas.model().axes().size(); i++) {
            key(canvas, SWT.ARROW_RIGHT, 0);
        }
        String all = canvas.focusText();
        assertTrue(all.endsWith(": all"), all);
        for (int i = 0; i < 10; i++) {
            key(canvas, SWT.ARROW_UP, 0);
        }
        assertTrue(canvas.model().chosen().size() < 3, canvas.focusText());
        key(canvas, SWT.DEL, 0);
        assertEquals(all, canvas.focusText());
        key(canvas, 'o', 0);
        assertEquals(canvas.model().axes().size() - 1, canvas.model().color());
        Combo color = Screen.findVisible(Combo.class, one -> one.indexOf("each run's own") == 0);
        assertEquals("loss", color.getText());
        key(canvas, 'n', 0);
        assertEquals(canvas.model().lines().get(0).key(), canvas.emphasis());
        Pump.until("it is drawn", canvas::isDrawn);
        key(canvas, SWT.ESC, 0);
        assertNull(canvas.emphasis());
    }

    @Test
    void theChosenRunsAreCopiedForAPaper() {
        parallel();
        Menu menu = table(3).getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        MenuItem latex = Arrays.stream(menu.getItems())
                .filter(item -> item.getText().replace("&", "").equals("Copy Table as LaTeX"))
                .findFirst()
                .orElseThrow();
        latex.notifyListeners(SWT.Selection, new Event());
        Clipboard clipboard = new Clipboard(menu.getDisplay());
        try {
            String text = (String) clipboard.getContents(TextTransfer.getInstance());
            assertTrue(text.contains("\\toprule") && text.contains("finished &"), text);
            assertTrue(text.contains("\\textbf{"), "the best is set off: " + text);
        } finally {
            clipboard.dispose();
        }
    }
}
