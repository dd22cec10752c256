package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPerspectiveRegistry;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunTrash;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunDeletion;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole workbench on a folder with configs, a data set and runs. */
@ExtendWith(LoggedErrors.class)
class WorkbenchTest {
    private static SampleFolder sample;
    private static IWorkbenchPage page;

    @BeforeAll
    static void openFolder() throws IOException {
        sample = SampleFolder.fill(SampleFolder.empty("whole-folder"));
        Path engine = Files.createDirectories(sample.path().resolve(".engine"));
        Files.createFile(engine.resolve("engine.jar"));
        System.setProperty("idem.engine", engine.toString());
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        // Other tests may have left another perspective behind.
        IPerspectiveRegistry perspectives = PlatformUI.getWorkbench().getPerspectiveRegistry();
        page.setPerspective(perspectives.findPerspectiveWithId(perspectives.getDefaultPerspective()));
        RefreshJob.open(sample.path(), service(WorkFolder.class));
        Pump.until("all runs are read", () -> service(RunsModel.class).rows().size() == 4);
    }

    @AfterEach
    void closeEditors() {
        page.closeAllEditors(false);
    }

    @Test
    void opensOnExperimentsWithTheFolderInTheExplorer() {
        assertEquals(Ids.EXPERIMENTS, page.getPerspective().getId());
        Tree tree = Pump.forValue(
                "the explorer shows the folder",
                () -> Screen.findVisible(Tree.class, one -> texts(one).contains("configs")));
        assertEquals(List.of("configs", "data"), texts(tree));
    }

    @Test
    void leavesTheFolderAsItWas() throws IOException {
        try (Stream<Path> files = Files.list(sample.path())) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(List.of(".engine", "configs", "data", "runs"), names);
        }
    }

    @Test
    void listsRunsWithTheirStatesInWords() {
        List<String> rows = Pump.forValue("all rows are there", () -> {
            Table table = Screen.findVisible(Table.class, one -> one.getItemCount() == 4);
            return table == null ? null : Screen.rows(table);
        });
        assertTrue(rows.get(0).contains("going") || rows.get(0).contains("halted"), rows.toString());
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("Done | ") && row.contains("finished | 100 %")));
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("Stopped | ") && row.contains("halted | 40 %")));
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("Failed | ") && row.contains("broken | 5 %")));
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("Running | ") && row.contains("39.5")));
    }

    @Test
    void marksAWrongKeyAtItsLineWhileItIsTyped() throws CoreException {
        IFile file = config();
        ITextEditor editor = (ITextEditor) IDE.openEditor(page, file);
        assertEquals(Ids.CONFIG_EDITOR, editor.getSite().getId());
        Pump.until("the wrong key is marked", () -> lines(file).contains(SampleFolder.WRONG_LINE));
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        document.set(document.get().replace("  epcohs: 3\n", ""));
        Pump.until("the mark is gone", () -> !lines(file).contains(SampleFolder.WRONG_LINE));
        document.set("# One line more\n" + SampleFolder.CONFIG);
        Pump.until("the mark is a line further down", () -> lines(file).contains(SampleFolder.WRONG_LINE + 1));
    }

    @Test
    void drawsTheCurvesOfARun() {
        open(run("finished"));
        ChartCanvas loss = Pump.forValue("the loss has all its points", () -> chart("Loss", 600));
        assertEquals(1, loss.model().series().size());
        assertNotNull(chart("Learning rate", 600));
        assertEquals(6, chart("Verification accuracy", 6).model().points());
        Pump.until("the charts are drawn", () -> {
            var image = loss.copyImage();
            if (image != null) {
                image.dispose();
            }
            return image != null;
        });
    }

    @Test
    void opensTheSelectedRunByCommand() {
        Commands.run(select(run("halted")).getService(IHandlerService.class), Commands.OPEN_RUN);
        IEditorPart editor = Pump.forValue("the run is open", page::getActiveEditor);
        assertEquals(run("halted").name(), editor.getTitle());
    }

    @Test
    void stopsOnlyRunsThatAreAlive() {
        ICommandService commands = service(ICommandService.class);
        select(run("finished"));
        Pump.until("Stop is off", () -> !commands.getCommand(Commands.STOP).isEnabled());
        select(run("going"));
        Pump.until("Stop is on", () -> commands.getCommand(Commands.STOP).isEnabled());
        Commands.run(service(IHandlerService.class), Commands.STOP);
        Pump.until("the trainer is asked to stop", () -> run("going").stopRequested());
        cancel("Stopping " + run("going").name());
        run("going").clearStop();
    }

    @Test
    void commandsActOnTheVisibleRunWhateverHasTheFocus() {
        ICommandService commands = service(ICommandService.class);
        select(run("finished"));
        open(run("going"));
        PartOpener.show(page, org.eclipse.ui.IPageLayout.ID_PROBLEM_VIEW);
        page.activate(page.findView(org.eclipse.ui.IPageLayout.ID_PROBLEM_VIEW));
        Pump.until("Stop is on for the visible run", () -> commands.getCommand(Commands.STOP)
                .isEnabled());
        assertFalse(commands.getCommand(Commands.RESUME).isEnabled());
        Commands.run(service(IHandlerService.class), Commands.STOP);
        Pump.until("the visible run is asked to stop", () -> run("going").stopRequested());
        cancel("Stopping " + run("going").name());
        run("going").clearStop();
        open(run("broken"));
        Pump.until("nothing can be stopped", () -> !commands.getCommand(Commands.STOP)
                .isEnabled());
        assertFalse(commands.getCommand(Commands.RESUME).isEnabled(), "there is no checkpoint to resume from");
        assertFalse(commands.getCommand(Commands.VERIFY).isEnabled(), "there is no checkpoint to verify");
    }

    @Test
    void withNothingOpenNothingIsOffered() {
        page.closeAllEditors(false);
        page.activate(page.findView(Ids.EXPLORER));
        page.findView(Ids.EXPLORER).getViewSite().getSelectionProvider().setSelection(StructuredSelection.EMPTY);
        ICommandService commands = service(ICommandService.class);
        for (String id : List.of(Commands.STOP, Commands.RESUME, Commands.VERIFY, Commands.EXPORT)) {
            Pump.until(id + " is off", () -> !commands.getCommand(id).isEnabled());
        }
        Pump.until("Check Config is off", () -> !commands.getCommand("org.idem.ui.command.checkConfig")
                .isEnabled());
    }

    @Test
    void opensARecordFileWithItsCounts() throws CoreException {
        Path records = sample.path().resolve("data/faces/train.rec");
        IFile file = (IFile) Pump.forValue("the record file is a resource", () -> resource(records));
        IEditorPart editor = IDE.openEditor(page, file);
        assertEquals(Ids.DATA_SET_EDITOR, editor.getSite().getId());
        ImageGrid grid = Pump.forValue(
                "the set is open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == SampleFolder.IMAGES));
        assertEquals("Identity 0", grid.model().groupLabel(0));
        assertNotNull(Screen.findVisible(Text.class, text -> text.getText().equals("36")));
        assertNotNull(Screen.findVisible(Text.class, text -> text.getText().equals("6")));
    }

    @Test
    void opensAPairFile() throws CoreException {
        Path pairs = sample.path().resolve("data/faces/verify.bin");
        IDE.openEditor(page, (IFile) Pump.forValue("the pair file is a resource", () -> resource(pairs)));
        ImageGrid grid = Pump.forValue(
                "the pairs are open",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == SampleFolder.PAIRS));
        assertEquals(2, grid.model().picturesPerTile());
        assertTrue(
                grid.model().label(0).matches("Pair 0, (one person|two persons)"),
                grid.model().label(0));
    }

    @Test
    void showsTheTableAndCurveOfAnEvaluation() {
        RunDirectory run = run("finished");
        Evaluation evaluation = EvaluationStore.read(run).get(0);
        PartOpener.open(
                page, new EvaluationInput(run.path(), evaluation.set(), evaluation.step()), Ids.VERIFICATION_EDITOR);
        List<String> rows = Pump.forValue("the table is there", () -> {
            Table table = Screen.findVisible(Table.class, one -> one.getItemCount() == 6);
            return table == null ? null : Screen.rows(table);
        });
        assertTrue(rows.get(2).startsWith("1e-3 | "), rows.get(2));
        assertTrue(rows.get(2).contains("fewer than 30 errors"), rows.get(2));
        assertTrue(rows.get(5).contains("not measurable: needs 1,000,000 impostor pairs, has 1,000"), rows.get(5));
        ChartCanvas roc = Pump.forValue(
                "the ROC is there",
                () -> Screen.findVisible(
                        ChartCanvas.class,
                        one -> one.model().title().equals("ROC") && one.model().points() > 100));
        assertTrue(roc.viewport().logX());
    }

    @Test
    void listsThePairsThatTheModelGetsWrong() {
        RunDirectory run = run("finished");
        Evaluation evaluation = EvaluationStore.read(run).get(0);
        PartOpener.open(
                page, new EvaluationInput(run.path(), evaluation.set(), evaluation.step()), Ids.VERIFICATION_EDITOR);
        Screen.turnTo("Pairs", "Summary");
        List<String> rows = Pump.forValue("the pairs are there", () -> {
            Table table = Screen.findVisible(
                    Table.class,
                    one -> one.getColumnCount() > 0
                            && one.getColumn(0).getText().equals("Faces")
                            && one.getItemCount() > 0);
            return table == null ? null : Screen.rows(table);
        });
        List<Double> cosines =
                rows.stream().map(row -> Double.valueOf(row.split(" \\| ")[1])).toList();
        assertEquals(cosines.stream().sorted(Comparator.reverseOrder()).toList(), cosines);
    }

    @Test
    void movesDeletedRunsToTheTrash() throws IOException {
        RunDirectory doomed = RunDirectory.create(sample.runs(), "doomed", java.time.Clock.systemDefaultZone());
        RunsModel model = service(RunsModel.class);
        Pump.until("the new run is listed", () -> model.row(doomed.path()).isPresent());
        RunDeletion.of(List.of(doomed), model).schedule();
        Pump.until("it is no longer listed", () -> model.row(doomed.path()).isEmpty());
        assertFalse(Files.exists(doomed.path()));
        assertTrue(Files.exists(sample.runs().resolve(RunTrash.FOLDER).resolve(doomed.name())));
    }

    private static <T> T service(Class<T> type) {
        return PlatformUI.getWorkbench().getService(type);
    }

    private static RunDirectory run(String name) {
        return service(RunsModel.class).rows().stream()
                .map(RunRow::run)
                .filter(run -> run.name().endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static void open(RunDirectory run) {
        PartOpener.open(page, new RunInput(run.path()), Ids.RUN_EDITOR);
    }

    private static org.eclipse.ui.IViewSite select(RunDirectory run) {
        PartOpener.show(page, Ids.RUNS_VIEW);
        org.eclipse.ui.IViewPart view = page.findView(Ids.RUNS_VIEW);
        RunRow row = service(RunsModel.class).row(run.path()).orElseThrow();
        view.getViewSite().getSelectionProvider().setSelection(new StructuredSelection(row));
        return view.getViewSite();
    }

    private static void cancel(String job) {
        Arrays.stream(Job.getJobManager().find(null))
                .filter(one -> one.getName().equals(job))
                .forEach(Job::cancel);
    }

    private static ChartCanvas chart(String title, long points) {
        return Screen.findVisible(
                ChartCanvas.class,
                one -> one.model().title().equals(title) && one.model().points() == points);
    }

    private static IFile config() {
        Path path = sample.path().resolve("configs/wrong.yaml");
        return (IFile) Pump.forValue("the config is a resource", () -> resource(path));
    }

    private static IResource resource(Path path) {
        IResource found = new LinkedFolder(ResourcesPlugin.getWorkspace()).find(path);
        return found != null && found.exists() ? found : null;
    }

    private static List<Integer> lines(IFile file) {
        try {
            return Arrays.stream(file.findMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_ZERO))
                    .map(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0))
                    .toList();
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Tree tree) {
        return Arrays.stream(tree.getItems()).map(TreeItem::getText).toList();
    }
}
