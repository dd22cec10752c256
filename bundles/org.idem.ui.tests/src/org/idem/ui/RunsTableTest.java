package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.core.AtomicFiles;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;
import org.idem.run.RunStatus;
import org.idem.ui.runs.RunsModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table of runs: filtered, sorted, laid out, and what can be said of and done to runs in it. */
@ExtendWith(LoggedErrors.class)
class RunsTableTest {
    private static final String PREFIX = "org.idem.ui.command.";

    private Workplace workplace;
    private RunDirectory first;
    private RunDirectory second;

    @BeforeEach
    void open() {
        workplace = Workplace.open();
        first = run("alpha", "learning_rate: 0.1\n");
        second = run("beta", "learning_rate: 0.02\n");
        PartOpener.show(workplace.page(), Ids.RUNS_VIEW);
        RunsModel model = Workplace.service(RunsModel.class);
        Pump.until(
                "both are read",
                () -> model.row(first.path()).isPresent()
                        && model.row(second.path()).isPresent());
        Pump.until(
                "both are listed with what differs",
                () -> rows().stream()
                                        .filter(row -> row.contains(first.name()) || row.contains(second.name()))
                                        .count()
                                == 2
                        && titles().contains("LRScheduler.learning_rate"));
    }

    private RunDirectory run(String name, String config) {
        RunDirectory run = RunDirectory.create(workplace.sample().runs(), name, Clock.systemDefaultZone());
        run.writeConfig("LRScheduler:\n  " + config, Map.of());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(RunStatus.State.STOPPED, "", now));
        return run;
    }

    @AfterEach
    void close() throws IOException {
        filter("");
        workplace.page().closeAllEditors(false);
        try (var all = Files.list(workplace.sample().runs())) {
            all.filter(path -> path.getFileName().toString().matches(".*-(alpha|beta|gamma)"))
                    .forEach(AtomicFiles::deleteTree);
        }
        Files.deleteIfExists(workplace.sample().path().resolve(".idem/runs-table.properties"));
        RunsModel model = Workplace.service(RunsModel.class);
        model.refresh();
        Pump.until("they are gone", () -> model.rows().stream()
                .noneMatch(row -> row.run().name().matches(".*-(alpha|beta|gamma)")));
    }

    private static Table table() {
        return Pump.forValue(
                "the table of runs is there",
                () -> Screen.findVisible(
                        Table.class,
                        one -> one.getColumnCount() > 1
                                && Arrays.stream(one.getColumns())
                                        .anyMatch(column -> column.getText().equals("Run"))));
    }

    private static List<String> rows() {
        return Screen.rows(table());
    }

    private static List<String> titles() {
        return Arrays.stream(table().getColumns()).map(TableColumn::getText).toList();
    }

    private static void filter(String text) {
        Pump.forValue(
                        "the filter is there",
                        () -> Screen.findVisible(
                                Text.class, one -> one.getMessage().startsWith("Filter")))
                .setText(text);
    }

    private static boolean says(String text) {
        return Screen.findVisible(Label.class, one -> one.getText().contains(text)) != null;
    }

    private void command(String id) {
        Pump.until(id + " is on", () -> Workplace.isOn(PREFIX + id));
        Commands.run(Workplace.service(IHandlerService.class), PREFIX + id);
    }

    @Test
    void aConditionFiltersAndABadOneIsToldWhereItStands() {
        filter("lr<0.05");
        Pump.until(
                "only what fits is listed",
                () -> rows().size() == 1 && rows().get(0).contains("-beta"));
        assertTrue(says("1 of "), "how many fit is told");
        filter("lr<");
        Pump.until("what is missing is told", () -> says("Expected a value"));
        assertEquals(1, rows().size(), "what fitted before stays");
        filter("lerning_rate=1 or lr=0.02");
        Pump.until("the nearest column is told", () -> says("No run has a column \"lerning_rate\""));
        filter("beta");
        Pump.until(
                "a word is looked for in names",
                () -> rows().size() == 1 && rows().get(0).contains("-beta"));
        filter("");
        Pump.until("all are listed", () -> rows().size() > 4 && !says("No run has a column"));
    }

    @Test
    void aHeaderSortsAndTheFolderKeepsIt() throws IOException {
        filter("name~\"-(alpha|beta)\"");
        Pump.until("two are listed", () -> rows().size() == 2);
        header("LRScheduler.learning_rate");
        Pump.until("the smaller first", () -> rows().get(0).contains("-beta"));
        header("LRScheduler.learning_rate");
        Pump.until("the greater first", () -> rows().get(0).contains("-alpha"));
        assertEquals(SWT.DOWN, table().getSortDirection());
        Path kept = workplace.sample().path().resolve(".idem/runs-table.properties");
        Pump.until("the folder keeps it", () -> read(kept).contains("descending=true"));
        assertTrue(read(kept).contains("sort=config\\:LRScheduler.learning_rate"), read(kept));
        header("LRScheduler.learning_rate");
        Pump.until("the newest first again", () -> table().getSortColumn() == null);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void header(String title) {
        TableColumn column = Arrays.stream(table().getColumns())
                .filter(one -> one.getText().equals(title))
                .findFirst()
                .orElseThrow();
        column.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void tagsAndNotesAreKeptInTheRunAndUndone() {
        workplace.select("alpha", "beta");
        Dialogs.during(
                "Tags",
                shell -> {
                    Dialogs.in(shell, Text.class, one -> true).setText("good small");
                    Dialogs.press(shell, "OK");
                },
                () -> command("tagRuns"));
        Pump.until(
                "the tags are listed",
                () -> titles().contains("Tags")
                        && rows().stream()
                                        .filter(row -> row.contains("good small"))
                                        .count()
                                == 2);
        assertEquals(java.util.Set.of("good", "small"), RunLabels.read(second).tags());
        workplace.select("alpha");
        Dialogs.during(
                "Note",
                shell -> {
                    Dialogs.in(shell, Text.class, one -> true).setText("too fast\nsecond line");
                    Dialogs.press(shell, "OK");
                },
                () -> command("noteRuns"));
        Pump.until("the note's first line is listed", () -> rows().stream().anyMatch(row -> row.contains("too fast")));
        assertEquals("too fast\nsecond line", RunLabels.read(first).note());
        undo();
        Pump.until("the note is gone", () -> RunLabels.read(first).note().isEmpty());
        undo();
        Pump.until("the tags are gone", () -> RunLabels.read(second).tags().isEmpty());
    }

    private void undo() {
        workplace.page().activate(workplace.page().findView(Ids.RUNS_VIEW));
        Pump.until("Undo is on", () -> Workplace.isOn("org.eclipse.ui.edit.undo"));
        Commands.run(Workplace.service(IHandlerService.class), "org.eclipse.ui.edit.undo");
    }

    @Test
    void aRunIsRenamedArchivedAndDeletedAndComesBack() {
        workplace.select("alpha");
        Dialogs.during(
                "Rename Run",
                shell -> {
                    Text name = Dialogs.in(shell, Text.class, one -> (one.getStyle() & SWT.READ_ONLY) == 0);
                    Button ok = Dialogs.button(shell, "OK");
                    name.setText("a/b");
                    assertFalse(ok.isEnabled());
                    name.setText("gamma");
                    Dialogs.press(shell, "OK");
                },
                () -> command("renameRun"));
        Pump.until("it has its new name", () -> rows().stream().anyMatch(row -> row.contains("-gamma")));
        workplace.select("gamma");
        command("archiveRuns");
        Pump.until("lists leave it out", () -> rows().stream().noneMatch(row -> row.contains("-gamma")));
        undo();
        Pump.until("it is listed again", () -> rows().stream().anyMatch(row -> row.contains("-gamma")));
        workplace.select("gamma");
        Dialogs.during("Delete Runs", shell -> Dialogs.press(shell, "Yes"), () -> command("deleteRuns"));
        Pump.until("it is gone", () -> rows().stream().noneMatch(row -> row.contains("-gamma")));
        undo();
        Pump.until("it is back", () -> rows().stream().anyMatch(row -> row.contains("-gamma")));
    }

    @Test
    void theConfigIsDuplicatedAndTheCommandLineCopied() {
        workplace.select("beta");
        command("copyCommandLine");
        Pump.until("the clipboard has the command", () -> {
            Clipboard clipboard = new Clipboard(Display.getCurrent());
            try {
                return ("./idem train -c " + second.configFile())
                        .equals(clipboard.getContents(TextTransfer.getInstance()));
            } finally {
                clipboard.dispose();
            }
        });
        workplace.select("beta");
        command("duplicateConfig");
        IEditorPart editor =
                Pump.forValue("its editor is open", () -> workplace.page().getActiveEditor());
        assertEquals("beta-copy.yaml", editor.getTitle());
        Path copy = workplace.sample().path().resolve("configs/beta-copy.yaml");
        assertTrue(
                read(copy).startsWith("# From the run " + second.name() + "\nLRScheduler:\n  learning_rate: 0.02"),
                read(copy));
        workplace.page().closeAllEditors(false);
        assertTrue(copy.toFile().delete());
    }

    @Test
    void columnsAreChosen() {
        Dialogs.during(
                "Columns",
                shell -> {
                    Button automatic = Dialogs.button(shell, "Show what differs between the runs");
                    assertTrue(automatic.getSelection());
                    Dialogs.in(shell, Text.class, one -> true).setText("epoch");
                    Table choices = Dialogs.in(shell, Table.class, one -> one.getItemCount() > 0);
                    int epoch = java.util.stream.IntStream.range(0, choices.getItemCount())
                            .filter(i -> choices.getItem(i).getText().equals("Epoch"))
                            .findFirst()
                            .orElseThrow();
                    choices.getItem(epoch).setChecked(true);
                    Event event = new Event();
                    event.item = choices.getItem(epoch);
                    event.detail = SWT.CHECK;
                    choices.notifyListeners(SWT.Selection, event);
                    assertFalse(automatic.getSelection());
                    Dialogs.press(shell, "OK");
                },
                this::chooseColumns);
        Pump.until("the column is there", () -> titles().contains("Epoch"));
        Dialogs.during(
                "Columns",
                shell -> {
                    Button automatic = Dialogs.button(shell, "Show what differs between the runs");
                    assertFalse(automatic.getSelection());
                    automatic.setSelection(true);
                    Dialogs.select(automatic);
                    Dialogs.press(shell, "OK");
                },
                this::chooseColumns);
        Pump.until("what differs is shown again", () -> !titles().contains("Epoch"));
    }

    private void chooseColumns() {
        IContributionItem[] items = workplace
                .page()
                .findView(Ids.RUNS_VIEW)
                .getViewSite()
                .getActionBars()
                .getToolBarManager()
                .getItems();
        Arrays.stream(items)
                .filter(ActionContributionItem.class::isInstance)
                .map(ActionContributionItem.class::cast)
                .findFirst()
                .orElseThrow()
                .getAction()
                .run();
    }

    @Test
    void theArchiveIsShownAndARunTakenOutOfIt() {
        workplace.select("alpha");
        command("archiveRuns");
        Pump.until("lists leave it out", () -> rows().stream().noneMatch(row -> row.contains("-alpha")));
        showArchived(true);
        Pump.until("the archive is listed", () -> rows().stream().anyMatch(row -> row.contains("-alpha")));
        workplace.select("alpha");
        Pump.until("it is in the archive already", () -> !Workplace.isOn(PREFIX + "archiveRuns"));
        command("unarchiveRuns");
        Pump.until("it is taken out", () -> !RunLabels.read(first).archived());
        showArchived(false);
        Pump.until("it is listed with the others", () -> rows().stream().anyMatch(row -> row.contains("-alpha")));
    }

    private void showArchived(boolean on) {
        IMenuManager menu = workplace
                .page()
                .findView(Ids.RUNS_VIEW)
                .getViewSite()
                .getActionBars()
                .getMenuManager();
        IAction archived = Arrays.stream(menu.getItems())
                .filter(ActionContributionItem.class::isInstance)
                .map(item -> ((ActionContributionItem) item).getAction())
                .filter(action -> action.getText().equals("Show &Archived Runs"))
                .findFirst()
                .orElseThrow();
        archived.setChecked(on);
        archived.run();
    }

    @Test
    void aColourIsKeptInTheRunAndUndone() {
        workplace.select("beta");
        Commands.run(workplace.page().getWorkbenchWindow(), Commands.STYLE_RUNS, Commands.STYLE, "5");
        Pump.until("the run keeps it", () -> RunLabels.read(second).style() == 5);
        undo();
        Pump.until("it has none again", () -> RunLabels.read(second).style() == RunLabels.NO_STYLE);
    }
}
