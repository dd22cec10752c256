package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.idem.core.AtomicFiles;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.State;
import org.idem.run.TrainingProgress;
import org.idem.run.query.RunRecord;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.settings.UserSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the workbench tells of runs that are not in front. */
@ExtendWith(LoggedErrors.class)
class NotificationsTest {
    private static final String NAME = "told";

    private Workplace workplace;
    private RunDirectory run;
    private MetricLog.Writer writer;

    /** A run that goes on, written by this process. */
    @BeforeEach
    void open() {
        workplace = Workplace.open();
        Workplace.service(UserSettings.class).setNotifies(true, true);
        run = RunDirectory.create(workplace.sample().runs(), NAME, Clock.systemDefaultZone());
        run.writeConfig("Global:\n  epochs: 1\n", Map.of());
        writer = run.openMetrics();
        write(State.RUNNING, "", 10);
        Pump.until(
                "it is listed with what is known of it",
                () -> row() != null
                        && workplace.row(NAME).live().isAlive()
                        && row().indexOf("Running") == 0
                        && workplace.row(NAME).record().details() != RunRecord.Details.NONE);
    }

    @AfterEach
    void close() {
        writer.close();
        notices().forEach(Shell::dispose);
        Workplace.service(UserSettings.class).setNotifies(false, false);
        workplace.page().closeAllEditors(false);
        AtomicFiles.deleteTree(run.path());
        Workplace.service(RunsModel.class).refresh();
        Pump.until("the run is gone from the list", () -> row() == null);
    }

    private void write(State state, String message, int step) {
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now)
                .withProgress(new TrainingProgress(step, 100, 0, 1, Double.NaN, Double.NaN), now)
                .with(state, message, now));
        Workplace.service(RunsModel.class).refresh();
    }

    private void end(State state, String message) {
        writer.close();
        write(state, message, 100);
    }

    private static Table table() {
        return Screen.findVisible(
                Table.class,
                one -> one.getColumnCount() > 0 && one.getColumn(0).getText().equals("Status"));
    }

    /** The run's line in the Runs view. */
    private static String row() {
        Table table = table();
        return table == null
                ? null
                : Screen.rows(table).stream()
                        .filter(row -> row.contains("-" + NAME))
                        .findFirst()
                        .orElse(null);
    }

    private static List<Shell> notices() {
        return Arrays.stream(Display.getCurrent().getShells())
                .filter(shell -> shell.isVisible() && (shell.getStyle() & SWT.NO_FOCUS) != 0)
                .toList();
    }

    private static Shell notice(String title) {
        return Pump.forValue("it is told: " + title, () -> notices().stream()
                .filter(shell -> shell.getText().equals(title))
                .findFirst()
                .orElse(null));
    }

    private static void follow(Shell notice, String words) {
        Link link = Screen.find(notice, Link.class, one -> one.getText().contains(words));
        link.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void anEndIsToldWithoutTakingTheFocusAndMarkedUntilOneLooks() {
        workplace.select("halted");
        Control focus = Display.getCurrent().getFocusControl();
        end(State.DONE, "");
        Shell notice = notice("Training done");
        assertTrue(Screen.find(notice, Label.class, one -> one.getText().startsWith(NAME + ": step 100")) != null);
        assertSame(focus, Display.getCurrent().getFocusControl());
        Pump.until("it is marked", () -> row().startsWith("Done ●"));
        follow(notice, "Show Run");
        Pump.until(
                "the run is open",
                () -> workplace.page().getActiveEditor() != null
                        && workplace.page().getActiveEditor().getTitle().equals(run.name()));
        Pump.until("it is no longer marked", () -> row().startsWith("Done |"));
    }

    @Test
    void theMarkIsNotCopiedWithTheTable() {
        workplace.select("halted");
        end(State.DONE, "");
        Pump.until("it is marked", () -> row().startsWith("Done ●"));
        Arrays.stream(workplace
                        .page()
                        .findView(Ids.RUNS_VIEW)
                        .getViewSite()
                        .getActionBars()
                        .getMenuManager()
                        .getItems())
                .filter(ActionContributionItem.class::isInstance)
                .map(item -> ((ActionContributionItem) item).getAction())
                .filter(action -> action.getText().equals("Copy &Table"))
                .forEach(IAction::run);
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        try {
            String copied = (String) clipboard.getContents(TextTransfer.getInstance());
            assertTrue(copied.lines().anyMatch(line -> line.startsWith("Done\t") && line.contains(NAME)), copied);
        } finally {
            clipboard.dispose();
        }
    }

    @Test
    void aFailureSaysWhy() {
        end(State.FAILED, "the disk is full");
        Shell notice = notice("Training failed");
        assertTrue(Screen.find(notice, Label.class, one -> one.getText().equals(NAME + ": the disk is full")) != null);
    }

    @Test
    void aFindingLeadsToTheEvents() {
        run.events()
                .add(new RunEvent(
                        10, Instant.now(), RunEvent.Kind.LOSS_FLAT, "", "the loss rests", RunEvent.Handling.WARNED));
        Workplace.service(RunsModel.class).refresh();
        Shell notice = notice("Warning in " + NAME);
        assertTrue(Screen.find(notice, Label.class, one -> one.getText().equals("the loss rests")) != null);
        follow(notice, "Show Events");
        Pump.until(
                "its events are in front",
                () -> Screen.findVisible(
                                Table.class,
                                one -> one.getColumnCount() > 2
                                        && one.getColumn(2).getText().equals("Kind")
                                        && one.getItemCount() == 1)
                        != null);
    }

    @Test
    void whatIsInFrontIsNotTold() {
        workplace.edit(NAME);
        Pump.until(
                "it is read",
                () -> Screen.findVisible(Label.class, one -> one.getText().equals("Running")) != null);
        end(State.STOPPED, "");
        Pump.until(
                "its editor shows it",
                () -> Screen.findVisible(Label.class, one -> one.getText().equals("Stopped")) != null);
        Pump.until("the list shows it", () -> row().startsWith("Stopped |"));
        assertEquals(List.of(), notices());
    }

    @Test
    void canBeSwitchedOffInThePreferences() {
        Dialogs.during(
                () -> PreferencesUtil.createPreferenceDialogOn(
                                workplace.page().getWorkbenchWindow().getShell(),
                                "org.idem.ui.preferences.notifications",
                                null,
                                null)
                        .open(),
                () -> {
                    Shell dialog = Pump.forValue("the page is open", () -> Arrays.stream(
                                    Display.getCurrent().getShells())
                            .filter(one -> one.isVisible() && one.getText().startsWith("Preferences"))
                            .findFirst()
                            .orElse(null));
                    Button ends = Dialogs.button(dialog, "that a training has ended, failed or is lost");
                    assertTrue(ends.getSelection());
                    ends.setSelection(false);
                    Dialogs.select(ends);
                    Dialogs.press(dialog, "Apply and Close");
                });
        end(State.DONE, "");
        Pump.until("it is marked all the same", () -> row().startsWith("Done ●"));
        assertEquals(List.of(), notices());
    }
}
