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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.launch.LauncherFactory;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunRow;
import org.idem.ui.runs.RunsModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is in the folder and is not, or no longer, what it looks like. */
@ExtendWith(LoggedErrors.class)
class ForeignFilesTest {
    private static final String FOREIGN = IntStream.range(0, 300)
            .mapToObj(i -> "service" + i + ":\n  image: example\n")
            .collect(Collectors.joining());

    @TempDir
    private Path temporary;

    private Path folder;
    private IWorkbenchPage page;

    @BeforeEach
    void prepare() throws IOException {
        folder = temporary.toRealPath();
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        page.closeAllEditors(false);
    }

    @AfterEach
    void leave() throws IOException {
        page.closeAllEditors(false);
        RefreshJob.open(Files.createDirectories(Path.of(System.getProperty("idem.folder"))), service(WorkFolder.class));
    }

    private static <T> T service(Class<T> type) {
        return PlatformUI.getWorkbench().getService(type);
    }

    private IFile file(String name) {
        return (IFile) Pump.forValue(name + " is a resource", () -> {
            IResource found = new LinkedFolder(ResourcesPlugin.getWorkspace()).find(folder.resolve(name));
            return found != null && found.exists() ? found : null;
        });
    }

    private static List<String> marks(IFile file) {
        try {
            return Arrays.stream(file.findMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_ZERO))
                    .map(marker -> marker.getAttribute(IMarker.MESSAGE, ""))
                    .toList();
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void otherYamlIsLeftAloneUntilSomebodyTakesItForAConfig() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), FOREIGN);
        Files.writeString(folder.resolve("mine.yaml"), SampleFolder.CONFIG);
        RefreshJob.open(folder, service(WorkFolder.class));
        IFile config = file("mine.yaml");
        Pump.until("the config is checked", () -> !marks(config).isEmpty());
        IFile foreign = file("compose.yaml");
        assertEquals(List.of(), marks(foreign));
        IDE.openEditor(page, foreign);
        ICommandService commands = service(ICommandService.class);
        Pump.until("it can be checked", () -> commands.getCommand("org.idem.ui.command.checkConfig")
                .isEnabled());
        Commands.run(service(IHandlerService.class), "org.idem.ui.command.checkConfig");
        Pump.until("it is said what it is not", () -> marks(foreign).size() == 1);
        assertTrue(
                marks(foreign).get(0).startsWith("This is no training config"),
                marks(foreign).toString());
    }

    @Test
    void aConfigHasEachProblemOnce() throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), SampleFolder.CONFIG);
        RefreshJob.open(folder, service(WorkFolder.class));
        IFile config = file("mine.yaml");
        IDE.openEditor(page, config);
        Pump.until("the config is checked", () -> !marks(config).isEmpty());
        Commands.run(service(IHandlerService.class), "org.idem.ui.command.checkConfig");
        Pump.until(
                "all checks are over", () -> Arrays.stream(Job.getJobManager().find(null))
                        .noneMatch(job -> job.getName().equals("Checking configs")));
        assertEquals(marks(config).stream().distinct().toList(), marks(config));
    }

    private RunDirectory run(String name) throws IOException {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), name, Clock.systemDefaultZone());
        run.writeConfig(SampleFolder.CONFIG, Map.of());
        return run;
    }

    private static RunRow row(RunDirectory run) {
        return Pump.forValue(
                run.name() + " is listed",
                () -> service(RunsModel.class).row(run.path()).orElse(null));
    }

    @Test
    void whatIsNoStatusOfATrainingIsListedAsWhatItIs() throws IOException {
        RunDirectory sound = run("sound");
        sound.writeStatus(RunStatus.prepared(Instant.now()));
        Map<String, String> broken = Map.of(
                "cut", "{\"state\": \"RUNN",
                "foreign", "[1, 2, 3]",
                "future", "{\"state\": \"LEVITATING\"}",
                "empty", "");
        broken.forEach((name, text) -> {
            try {
                Files.writeString(run(name).path().resolve("status.json"), text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        RefreshJob.open(folder, service(WorkFolder.class));
        PartOpener.show(page, Ids.RUNS_VIEW);
        List<String> rows = Pump.forValue("all five are there", () -> {
            Table table = Screen.findVisible(Table.class, one -> one.getItemCount() == 5);
            return table == null ? null : Screen.rows(table);
        });
        for (String name : broken.keySet()) {
            assertTrue(
                    rows.stream().anyMatch(line -> line.startsWith("Unknown | ") && line.contains("-" + name + " ")),
                    name + " in " + rows);
        }
        assertTrue(rows.stream().anyMatch(line -> !line.startsWith("Unknown") && line.contains("-sound ")));
    }

    /** What is answered. */
    private String resume(RunDirectory run) throws IOException {
        String before = System.getProperty("idem.engine", "");
        Path engine = Files.createDirectories(folder.resolve(".engine"));
        Files.createFile(engine.resolve("engine.jar"));
        System.setProperty("idem.engine", engine.toString());
        try {
            service(LauncherFactory.class).launcher().train(run, true);
            return "resumed";
        } catch (InputException e) {
            return e.problems().toString();
        } finally {
            System.setProperty("idem.engine", before);
        }
    }

    @Test
    void aRunThatIsRemovedWhileItIsOpenSaysSo() throws IOException {
        RunDirectory run = run("short");
        run.writeStatus(RunStatus.prepared(Instant.now()));
        Path checkpoint = Files.createDirectories(run.checkpoints().resolve("0000000010"));
        Files.writeString(checkpoint.resolve("trainer.json"), "{}");
        RefreshJob.open(folder, service(WorkFolder.class));
        row(run);
        PartOpener.open(page, new RunInput(run.path()), Ids.RUN_EDITOR);
        Pump.until(
                "the run is shown",
                () -> Screen.findVisible(
                                org.eclipse.swt.custom.CTabFolder.class,
                                one -> one.getItemCount() > 1
                                        && one.getItem(0).getText().startsWith("Charts"))
                        != null);
        AtomicFiles.deleteTree(run.path());
        Pump.until(
                "it is said",
                () -> Screen.findVisible(Label.class, one -> one.getText()
                                .startsWith("This run is gone: the folder " + run.path()))
                        != null);
        ICommandService commands = service(ICommandService.class);
        for (String id : List.of(Commands.STOP, Commands.RESUME, Commands.VERIFY, Commands.EXPORT)) {
            Pump.until(id + " is off", () -> !commands.getCommand(id).isEnabled());
        }
        assertTrue(resume(run).contains("The folder of this run is gone"));
        assertFalse(Files.exists(run.path()), "no stub comes of it");
        Dialogs.select(Screen.findVisible(Link.class, one -> one.getText().contains("Close")));
        Pump.until("the editor is closed", () -> page.getActiveEditor() == null);
    }
}
