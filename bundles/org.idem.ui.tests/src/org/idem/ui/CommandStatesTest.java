package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.ui.runs.RunsModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which commands are on, for runs in every state, configs and data sets, and what the tool bars show of that. */
@ExtendWith(LoggedErrors.class)
class CommandStatesTest {
    private static final String PREFIX = "org.idem.ui.command.";
    private static final Set<String> OF_RUNS =
            Set.of("stop", "resume", "verify", "export", "openRun", "openRunFolder", "deleteRuns");

    private Workplace workplace;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
    }

    @Test
    void aFinishedRunIsVerifiedAndExportedNotResumed() {
        workplace.select("finished");
        assertOn("deleteRuns", "export", "openRun", "openRunFolder", "verify");
    }

    @Test
    void aStoppedRunGoesOn() {
        workplace.select("halted");
        assertOn("deleteRuns", "export", "openRun", "openRunFolder", "resume", "verify");
    }

    @Test
    void aRunWithoutCheckpointIsOnlyLookedAt() {
        workplace.select("broken");
        assertOn("deleteRuns", "openRun", "openRunFolder");
    }

    @Test
    void aRunThatGoesOnIsStoppedNotDeleted() {
        workplace.select("going");
        assertOn("export", "openRun", "openRunFolder", "stop", "verify");
    }

    @Test
    void ofSeveralRunsAllMustAllowIt() {
        workplace.select("going", "finished");
        assertOn("export", "openRun", "openRunFolder", "verify");
        workplace.select("finished", "broken");
        assertOn("deleteRuns", "openRun", "openRunFolder");
    }

    @Test
    void aConfigIsCheckedAndADataSetIsOpened() {
        workplace.selectInExplorer("configs/wrong.yaml");
        Pump.until("Check Config is on", () -> Workplace.isOn(PREFIX + "checkConfig"));
        assertFalse(Workplace.isOn(Commands.CHECK_DATA));
        assertOn();
        workplace.selectInExplorer("data/faces/train.rec");
        Pump.until("Check is on", () -> Workplace.isOn(Commands.CHECK_DATA));
        assertTrue(Workplace.isOn(PREFIX + "openDataSet"));
        assertFalse(Workplace.isOn(PREFIX + "checkConfig"));
    }

    @Test
    void checkConfigShowsTheProblems() throws CoreException {
        IDE.openEditor(workplace.page(), workplace.file("configs/wrong.yaml"));
        Pump.until("Check Config is on", () -> Workplace.isOn(PREFIX + "checkConfig"));
        Commands.run(Workplace.service(IHandlerService.class), PREFIX + "checkConfig");
        assertEquals(
                IPageLayout.ID_PROBLEM_VIEW,
                workplace.page().getActivePart().getSite().getId());
    }

    @Test
    void theCommandsOfTheHeaderFollowTheRun() {
        workplace.edit("broken");
        ToolItem export = Pump.forValue("the header is there", () -> item("Export…"));
        Pump.until(
                "the reason is told",
                () -> Screen.findVisible(Label.class, one -> one.getText().equals("loss is NaN at step 30")) != null);
        assertFalse(export.isEnabled());
        assertFalse(item("Verify…").isEnabled());
        assertFalse(item("Resume").isEnabled());
        assertFalse(item("Stop").isEnabled());
        workplace.edit("going");
        Pump.until(
                "a run that goes on can be stopped",
                () -> item("Stop") != null && item("Stop").isEnabled());
        assertTrue(item("Export…").isEnabled());
        assertFalse(item("Resume").isEnabled());
        assertFalse(
                item("Stop").getForeground().equals(item("Resume").getForeground()),
                "words of commands that are off look off");
    }

    @Test
    void theToolBarOfTheWindowShowsWhatIsOn() {
        workplace.select("going");
        Pump.until("Stop is on", () -> icon("Stop").isEnabled());
        assertFalse(icon("Resume").isEnabled());
        workplace.select("halted");
        Pump.until("Resume is on", () -> icon("Resume").isEnabled());
        assertFalse(icon("Stop").isEnabled());
    }

    @Test
    void runsAreDeletedOnlyWhenItsUserSaysSo() {
        RunDirectory doomed = RunDirectory.create(workplace.sample().runs(), "unwanted", Clock.systemDefaultZone());
        Instant now = Instant.now();
        doomed.writeStatus(RunStatus.starting(now).with(RunStatus.State.STOPPED, "", now));
        RunsModel model = Workplace.service(RunsModel.class);
        Pump.until(
                "the new run is listed",
                () -> Screen.findVisible(Table.class, one -> Screen.rows(one).stream()
                                .anyMatch(row -> row.startsWith("Stopped | " + doomed.name())))
                        != null);
        workplace.select("unwanted");
        Pump.until("Delete is on", () -> Workplace.isOn(PREFIX + "deleteRuns"));
        Dialogs.during(
                "Delete Runs",
                shell -> {
                    assertTrue(
                            Screen.find(shell, Label.class, one -> one.getText().contains(doomed.name())) != null);
                    Dialogs.press(Dialogs.button(shell, "No"));
                },
                () -> Commands.run(Workplace.service(IHandlerService.class), PREFIX + "deleteRuns"));
        assertTrue(Files.exists(doomed.path()));
        Dialogs.during(
                "Delete Runs",
                shell -> Dialogs.press(Dialogs.button(shell, "Yes")),
                () -> Commands.run(Workplace.service(IHandlerService.class), PREFIX + "deleteRuns"));
        Pump.until("it is no longer listed", () -> model.row(doomed.path()).isEmpty());
        assertFalse(Files.exists(doomed.path()));
    }

    @Test
    void verifyAndExportAskFirst() {
        workplace.select("finished");
        Pump.until("Verify is on", () -> Workplace.isOn(Commands.VERIFY));
        String run = workplace.run("finished").name();
        Dialogs.during(
                "Verify " + run,
                shell -> {
                    Button verify = Dialogs.button(shell, "Verify");
                    assertTrue(verify.isEnabled(), "the set that the run was verified on is offered");
                },
                () -> Commands.run(Workplace.service(IHandlerService.class), Commands.VERIFY));
        Dialogs.during(
                "Export " + run,
                shell -> assertTrue(Dialogs.button(shell, "Export").isEnabled()),
                () -> Commands.run(Workplace.service(IHandlerService.class), Commands.EXPORT));
    }

    private static void assertOn(String... expected) {
        Set<String> wanted = new TreeSet<>(Arrays.asList(expected));
        Pump.until("these commands are on: " + wanted, () -> {
            Set<String> on = new TreeSet<>();
            OF_RUNS.stream().filter(id -> Workplace.isOn(PREFIX + id)).forEach(on::add);
            return on.equals(wanted);
        });
    }

    private static ToolItem item(String text) {
        ToolBar bar = Screen.findVisible(ToolBar.class, one -> item(one, text) != null);
        return bar == null ? null : item(bar, text);
    }

    private static ToolItem item(ToolBar bar, String text) {
        return Arrays.stream(bar.getItems())
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static ToolItem icon(String command) {
        for (Shell shell : Display.getCurrent().getShells()) {
            ToolBar bar = Screen.find(shell, ToolBar.class, one -> icon(one, command) != null);
            if (bar != null) {
                return icon(bar, command);
            }
        }
        throw new AssertionError("no icon of " + command);
    }

    private static ToolItem icon(ToolBar bar, String command) {
        return Arrays.stream(bar.getItems())
                .filter(one -> one.getText().isEmpty())
                .filter(one -> String.valueOf(one.getToolTipText()).startsWith(command))
                .findFirst()
                .orElse(null);
    }
}
