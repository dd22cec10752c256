package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.run.RunDirectory;
import org.idem.ui.folder.FolderContents;
import org.idem.ui.folder.FolderSurvey;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.launch.QuickstartJob;
import org.idem.ui.settings.RecentFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What someone sees who opens the workbench on a folder that nobody has trained in. */
@ExtendWith(LoggedErrors.class)
class StartPageTest {
    private static final String FOREIGN = "services:\n  web:\n    image: a\n";

    @TempDir
    private Path temporary;

    private Path folder;
    private IWorkbenchPage page;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.toRealPath().resolve("work"));
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        page.closeAllEditors(false);
    }

    @AfterEach
    void leave() throws IOException {
        open(Files.createDirectories(Path.of(System.getProperty("idem.folder"))));
        page.closeAllEditors(false);
    }

    private void open(Path path) {
        Commands.run(page.getWorkbenchWindow(), Commands.OPEN_FOLDER, Commands.FOLDER, path.toString());
        Pump.until("the folder is open", () -> service(WorkFolder.class).path().equals(path));
    }

    private void fill() throws IOException {
        FaceGenerator.generate(
                new GenerateRequest(4, 12, folder.resolve("data").resolve("faces"), 7, 112, 8, 8), Progress.NONE);
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("configs").resolve("mine.yaml"), SampleFolder.CONFIG);
        Files.writeString(folder.resolve("compose.yaml"), FOREIGN);
    }

    private static Link link(String text) {
        return Pump.forValue(
                "there is a link " + text,
                () -> Screen.findVisible(Link.class, one -> one.getText().contains("<a>" + text + "</a>")));
    }

    private static void click(Link link) {
        Dialogs.select(link);
    }

    private static <T> T service(Class<T> type) {
        return PlatformUI.getWorkbench().getService(type);
    }

    @Test
    void showsWhatTheFolderHoldsAndOpensIt() throws IOException {
        fill();
        open(folder);
        Link found = link("Look again");
        Pump.until("the sentence is there", () -> found.getText()
                .startsWith("Found 1 config, 1 data set and 1 verification set."));
        assertFalse(page.getActiveEditor() == null);
        assertEquals(Ids.START_PAGE, page.getActiveEditor().getSite().getId());
        click(link("data/faces/train.rec"));
        Pump.until("the set is open", () -> page.getActiveEditor().getTitle().equals("faces/train.rec"));
        assertEquals(Ids.DATA_SET_EDITOR, page.getActiveEditor().getSite().getId());
        showStartPage();
        click(link("configs/mine.yaml"));
        Pump.until("the config is open", () -> page.getActiveEditor().getTitle().equals("mine.yaml"));
        assertEquals(Ids.CONFIG_EDITOR, page.getActiveEditor().getSite().getId());
        showStartPage();
        click(link("data/faces/verify.bin"));
        Pump.until("the pairs are open", () -> page.getActiveEditor().getTitle().equals("faces/verify.bin"));
    }

    private void showStartPage() {
        Commands.run(service(IHandlerService.class), Commands.START_PAGE);
        Pump.until(
                "the start page is in front",
                () -> page.getActiveEditor().getSite().getId().equals(Ids.START_PAGE));
    }

    @Test
    void anEmptyFolderIsNoDeadEnd() {
        open(folder);
        Pump.forValue(
                "it says what belongs here",
                () -> Screen.findVisible(
                        Label.class, one -> one.getText().startsWith("No data set and no config is in this folder")));
        for (String offer : List.of("Quickstart", "New Config…", "Generated Faces…", "Open Folder…")) {
            assertTrue(link(offer).isEnabled());
        }
    }

    @Test
    void aFolderWithARunBeginsWithIt() throws IOException {
        fill();
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "first", Clock.systemDefaultZone());
        open(folder);
        Pump.until(
                "the run is open",
                () -> page.getActiveEditor() != null
                        && page.getActiveEditor().getTitle().equals(run.name()));
        showStartPage();
        click(link(run.name()));
        Pump.until(
                "the run is in front", () -> page.getActiveEditor().getTitle().equals(run.name()));
    }

    @Test
    void theLastFoldersAreOffered() throws IOException {
        Path other = Files.createDirectories(temporary.toRealPath().resolve("other"));
        open(other);
        RecentFolders recent = service(RecentFolders.class);
        Pump.until("it is remembered", () -> recent.list().indexOf(other) == 0);
        open(folder);
        Pump.until("so is the next", () -> recent.list().indexOf(folder) == 0);
        Menu bar = page.getWorkbenchWindow().getShell().getMenuBar();
        Menu menu = submenu(submenu(bar, "File"), "Recent Folders");
        MenuItem item = Arrays.stream(menu.getItems())
                .filter(one -> one.getText().endsWith(other.toString()))
                .findFirst()
                .orElseThrow();
        item.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
        Pump.until("it is open again", () -> service(WorkFolder.class).path().equals(other));
        click(link("Look again"));
        click(link(folder.toString()));
        Pump.until("the page leads back", () -> service(WorkFolder.class).path().equals(folder));
    }

    @Test
    void theQuickstartBringsItsOwnConfig() throws IOException {
        fill();
        open(folder);
        Path config = folder.resolve("configs").resolve("quickstart.yaml");
        prepareQuickstart();
        assertEquals(
                Files.readString(Path.of(System.getProperty("idem.home"), "configs", "quickstart.yaml")),
                Files.readString(config));
        Files.writeString(config, "mine");
        prepareQuickstart();
        assertEquals("mine", Files.readString(config));
    }

    private static void prepareQuickstart() {
        boolean[] done = {false};
        new QuickstartJob(service(WorkFolder.class), () -> done[0] = true).schedule();
        Pump.until("the quickstart is prepared", () -> done[0]);
    }

    private static Menu submenu(Menu menu, String words) {
        Menu found = Arrays.stream(menu.getItems())
                .filter(item -> item.getText().replace("&", "").equals(words))
                .findFirst()
                .orElseThrow()
                .getMenu();
        found.notifyListeners(SWT.Show, new org.eclipse.swt.widgets.Event());
        return found;
    }

    @Test
    void imagesAreNotWalked() throws IOException {
        Path identities = Files.createDirectories(folder.resolve("people"));
        for (int person = 0; person < 1200; person++) {
            Path own = Files.createDirectory(identities.resolve("p" + person));
            Files.createFile(own.resolve("a.jpg"));
        }
        Files.writeString(identities.resolve("p0").resolve("inside.yaml"), SampleFolder.CONFIG);
        FolderContents contents = FolderSurvey.of(folder, Progress.NONE);
        assertEquals(List.of(identities), contents.sets());
        assertEquals(List.of(), contents.configs());
    }
}
