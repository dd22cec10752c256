package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.run.RunInput;
import org.idem.ui.runs.RunsModel;
import org.idem.ui.settings.UserSettings;
import org.idem.ui.theme.ThemeSwitch;
import org.idem.ui.verify.EvaluationInput;
import org.idem.ui.widgets.chart.ChartCanvas;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both themes, switched to and fro: what has been switched looks to the pixel like what is made anew under the theme,
 * and like what it was before.
 */
@ExtendWith(LoggedErrors.class)
class ThemeTest {
    private static SampleFolder sample;
    private static IWorkbenchPage page;

    @BeforeAll
    static void openFolder() throws IOException {
        sample = SampleFolder.fillWithoutLiveRuns(SampleFolder.empty("theme"));
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        RefreshJob.open(sample.path(), service(WorkFolder.class));
        Pump.until("the runs are read", () -> service(RunsModel.class).rows().size() == 3);
        shell().setMaximized(true);
    }

    @AfterAll
    static void restore() {
        choose("light");
        shell().setMaximized(false);
    }

    @BeforeEach
    void makeParts() {
        choose("light");
        makePartsAnew();
    }

    @AfterEach
    void closeEditors() {
        page.closeAllEditors(false);
    }

    @Test
    void switchedPartsLookLikeFreshOnes() {
        for (String theme : List.of("dark", "light", "dark", "light")) {
            choose(theme);
            ImageData switched = picture();
            makePartsAnew();
            Pictures.assertSame("switched to " + theme, picture(), switched);
        }
    }

    @Test
    void everyPerspectiveLooksLikeAFreshOne() {
        for (String perspective : List.of(Ids.DATA, Ids.VERIFICATION)) {
            makeAnew(perspective);
            ImageData light = picture();
            choose("dark");
            ImageData dark = picture();
            makeAnew(perspective);
            Pictures.assertSame("dark " + perspective, picture(), dark);
            choose("light");
            Pictures.assertSame("light " + perspective, light, picture());
        }
    }

    @Test
    void theToolkitIsNotDisturbedAgainOnceTheThemeIsThere() {
        choose("dark");
        picture();
        int[] changes = {0};
        Listener count = event -> changes[0]++;
        shell().getDisplay().addListener(SWT.Settings, count);
        picture();
        shell().getDisplay().removeListener(SWT.Settings, count);
        assertEquals(0, changes[0]);
    }

    @Test
    void theConfigEditorComesBackToo() {
        page.activate(page.getEditorReferences()[0].getEditor(true));
        page.activate(page.findView(Ids.EXPLORER));
        thereAndBackIsTheSamePicture();
    }

    @Test
    void thereAndBackIsTheSamePicture() {
        ImageData light = picture();
        choose("dark");
        ImageData dark = picture();
        assertTrue(Pictures.brightness(light) > 190, "light is light: " + Pictures.brightness(light));
        assertTrue(Pictures.brightness(dark) < 80, "dark is dark: " + Pictures.brightness(dark));
        choose("light");
        Pictures.assertSame("light again", light, picture());
        choose("dark");
        Pictures.assertSame("dark again", dark, picture());
    }

    @Test
    void theChoiceIsTheUsersWhateverTheFolder() {
        choose("dark");
        assertEquals("dark", service(UserSettings.class).theme().orElseThrow());
        service(ThemeSwitch.class).prepareStart();
        String started = InstanceScope.INSTANCE
                .getNode("org.eclipse.e4.ui.css.swt.theme")
                .get("themeid", "");
        assertTrue(started.contains("dark"), started);
    }

    private static void makePartsAnew() {
        page.closeAllEditors(false);
        page.closeAllPerspectives(false, false);
        page.setPerspective(PlatformUI.getWorkbench().getPerspectiveRegistry().findPerspectiveWithId(Ids.EXPERIMENTS));
        Path config = sample.path().resolve("configs/wrong.yaml");
        LinkedFolder folder = new LinkedFolder(ResourcesPlugin.getWorkspace());
        IFile file = (IFile) Pump.forValue("the config is a resource", () -> folder.find(config));
        try {
            IDE.openEditor(page, file);
        } catch (PartInitException e) {
            throw new IllegalStateException(e);
        }
        PartOpener.open(page, new RunInput(run("finished")), Ids.RUN_EDITOR);
        Pump.until(
                "the curves are there",
                () -> Screen.findVisible(ChartCanvas.class, one -> one.model().points() == 600) != null);
        Pump.until(
                "the log is there",
                () -> Screen.findVisible(StyledText.class, one -> one.getText().contains("step 600 of")) != null);
    }

    /** A perspective with its views, and an editor of each kind that belongs there. */
    private static void makeAnew(String perspective) {
        page.closeAllEditors(false);
        page.closeAllPerspectives(false, false);
        page.setPerspective(PlatformUI.getWorkbench().getPerspectiveRegistry().findPerspectiveWithId(perspective));
        if (perspective.equals(Ids.DATA)) {
            PartOpener.open(page, new DatasetInput(sample.path().resolve("data/faces/train.rec")), Ids.DATA_SET_EDITOR);
            Pump.until(
                    "the images are counted",
                    () -> Screen.findVisible(
                                    Text.class, one -> one.getText().equals(Integer.toString(SampleFolder.IMAGES)))
                            != null);
        } else {
            PartOpener.open(page, new EvaluationInput(run("finished"), "verify", 600), Ids.VERIFICATION_EDITOR);
            Pump.until(
                    "the curves are there",
                    () -> Screen.findVisible(
                                    ChartCanvas.class,
                                    one -> one.model().title().equals("DET")
                                            && one.model().points() > 0)
                            != null);
        }
    }

    private static Path run(String name) {
        return service(RunsModel.class).rows().stream()
                .map(row -> row.run().path())
                .filter(path -> path.toString().endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static void choose(String theme) {
        ICommandService commands = service(ICommandService.class);
        ParameterizedCommand command = ParameterizedCommand.generateCommand(
                commands.getCommand("org.idem.ui.command.theme"), Map.of("org.idem.ui.command.theme.name", theme));
        try {
            service(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The screen, which the window fills, once it stands still. */
    private static ImageData picture() {
        shell().forceActive();
        Pump.until(
                "all charts are drawn", () -> Screen.findVisible(ChartCanvas.class, chart -> !chart.isDrawn()) == null);
        return Pictures.standingStill(() -> Screen.picture(shell().getDisplay().getBounds()));
    }

    private static Shell shell() {
        return page.getWorkbenchWindow().getShell();
    }

    private static <T> T service(Class<T> type) {
        return PlatformUI.getWorkbench().getService(type);
    }
}
