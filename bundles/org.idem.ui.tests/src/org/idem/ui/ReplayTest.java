package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.bindings.TriggerSequence;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;
import org.idem.ui.run.RunInput;
import org.idem.ui.widgets.TimeSlider;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The run editor in the past of its run. */
@ExtendWith(LoggedErrors.class)
class ReplayTest {
    private static final String REPLAY = "org.idem.ui.command.replay";
    private static final String BACK = "org.idem.ui.command.backToNow";
    private static final int STEPS = 100;
    private static final Instant BEGIN = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path folder;

    private Workplace workplace;
    private RunDirectory run;

    @BeforeEach
    void open() throws IOException {
        workplace = Workplace.open();
        run = run();
        PartOpener.open(workplace.page(), new RunInput(run.path()), Ids.RUN_EDITOR);
        Pump.until("the run is read", () -> chart(STEPS) != null);
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
    }

    /** A step each second; after half of them the training went back by ten, which took a minute. */
    private RunDirectory run() throws IOException {
        RunDirectory made = RunDirectory.create(folder, "replayed", Clock.systemUTC());
        made.writeConfig("Global:\n  epochs: 2\n", Map.of());
        made.writeEnvironment(Map.of("java", "17"));
        StringBuilder log = new StringBuilder();
        try (MetricLog.Writer metrics = made.openMetrics()) {
            for (int step = 1; step <= STEPS / 2 + 10; step++) {
                log.append(write(metrics, step, step));
            }
            metrics.truncateAfter(STEPS / 2);
            for (int step = STEPS / 2 + 1; step <= STEPS; step++) {
                log.append(write(metrics, step, step + 70));
            }
        }
        Files.writeString(made.logFile(), log);
        made.events()
                .add(new RunEvent(
                        60,
                        BEGIN.plusSeconds(61),
                        Kind.LOSS_NOT_FINITE,
                        "",
                        "the loss is NaN; back to step 50",
                        Handling.ROLLED_BACK));
        Instant end = BEGIN.plusSeconds(STEPS + 71);
        made.writeStatus(RunStatus.starting(BEGIN)
                .with(RunStatus.State.DONE, "", end)
                .withProgress(new TrainingProgress(STEPS, STEPS, 2, 2, 0, Double.NaN), end));
        return made;
    }

    private static String write(MetricLog.Writer metrics, int step, int second) {
        Instant when = BEGIN.plusSeconds(second);
        metrics.add(step, when.getEpochSecond(), Map.of("train/loss", 10.0 - step / 20.0, "train/lr", 0.1));
        String stamp = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss")
                .format(LocalDateTime.ofInstant(when, ZoneId.systemDefault()));
        return "[" + stamp + "] idem INFO: step " + step + "\n";
    }

    private static ChartCanvas chart(long points) {
        return Screen.findVisible(
                ChartCanvas.class,
                one -> one.model().title().equals("Loss") && one.model().points() == points);
    }

    private static TimeSlider slider() {
        return Pump.forValue("the slider is there", () -> Screen.findVisible(TimeSlider.class, one -> true));
    }

    private static void key(int code, char character) {
        Event event = new Event();
        event.keyCode = code;
        event.character = character;
        slider().notifyListeners(SWT.KeyDown, event);
    }

    private static boolean says(String words) {
        return Screen.findVisible(Label.class, one -> one.getText().contains(words)) != null;
    }

    private void call(String command) {
        Commands.run(workplace.page().getActiveEditor().getSite().getService(IHandlerService.class), command);
    }

    private void begin() {
        assertFalse(Workplace.isOn(BACK));
        call(REPLAY);
        Pump.until("the bar tells the moment", () -> says("step 100 / 100"));
        assertTrue(slider().isFocusControl());
    }

    /** A place on the line between the first and the last value. */
    private static void go(double share) {
        TimeSlider slider = slider();
        Event press = new Event();
        press.button = 1;
        press.x = 10 + (int) Math.round(share * (slider.getClientArea().width - 20));
        slider.notifyListeners(SWT.MouseDown, press);
    }

    @Test
    void pagesShowTheRunAsItWas() {
        begin();
        key(SWT.HOME, '\0');
        Pump.until("one value was logged", () -> chart(1) != null);
        assertTrue(says("2 min 49 s before the last"));
        // The minute in which nothing was logged takes twenty seconds of the line.
        go(39.5 / 129);
        Pump.until("forty were", () -> chart(40) != null);
        assertTrue(says("Running"), "as it was then");
        assertEquals(run.name() + " (past)", workplace.page().getActiveEditor().getTitle());
        assertTrue(
                Arrays.stream(commands().getItems()).noneMatch(item -> item.getEnabled()),
                "the past cannot be stopped");
        Screen.turnTo("Log", "Charts");
        StyledText text = Pump.forValue(
                "the log ends there",
                () -> Screen.findVisible(StyledText.class, one -> one.getText().endsWith("step 40\n")));
        assertFalse(text.getText().contains("step 41\n"), "of later nothing is there");
    }

    private static long points() {
        ChartCanvas loss =
                Screen.findVisible(ChartCanvas.class, one -> one.model().title().equals("Loss"));
        return loss == null ? -1 : loss.model().points();
    }

    private static ToolBar commands() {
        return Screen.findVisible(
                ToolBar.class,
                one -> one.getItemCount() == 4 && one.getItem(0).getText().equals("Stop"));
    }

    @Test
    void whatWasTakenBackIsThereBeforeItWas() {
        begin();
        assertEquals(
                List.of("the loss is NaN; back to step 50"),
                slider().marks().stream().map(TimeSlider.Mark::words).toList());
        go(slider().marks().get(0).share());
        Pump.until("sixty steps were logged", () -> chart(60) != null);
        Pump.until("the event was there", () -> tab("Events (1)"));
        key(SWT.ARROW_LEFT, '\0');
        Pump.until("a little earlier it was not", () -> tab("Events"));
    }

    private static boolean tab(String title) {
        return Screen.findVisible(CTabFolder.class, one -> Arrays.stream(one.getItems())
                        .anyMatch(item -> item.getText().equals(title)))
                != null;
    }

    @Test
    void escapeGoesBackToNow() {
        begin();
        key(SWT.HOME, '\0');
        Pump.until("the past is shown", () -> chart(1) != null);
        IBindingService keys = Workplace.service(IBindingService.class);
        TriggerSequence[] bound = keys.getActiveBindingsFor(BACK);
        assertEquals("Esc", bound[0].format());
        call(BACK);
        Pump.until("all of it is shown", () -> chart(STEPS) != null);
        assertEquals(run.name(), workplace.page().getActiveEditor().getTitle());
        assertFalse(says("Past"));
        assertFalse(Workplace.isOn(BACK));
    }

    @Test
    void playsToTheEndAndStops() {
        begin();
        Combo speed = Screen.findVisible(Combo.class, one -> one.indexOf("In 10 seconds") >= 0);
        speed.select(0);
        Dialogs.select(speed);
        go(0.8);
        Pump.until("it is there", () -> points() > 0 && points() < STEPS);
        key(' ', ' ');
        Button play = Screen.findVisible(Button.class, one -> "Pause (Space)".equals(one.getToolTipText()));
        assertTrue(play != null, "it can be paused");
        Pump.until("it came to the end and paused", () -> "Play (Space)".equals(play.getToolTipText()));
        assertEquals(1, slider().share());
        Pump.until("all is there", () -> chart(STEPS) != null);
        Pump.until("it is done", () -> says("Done"));
    }
}
