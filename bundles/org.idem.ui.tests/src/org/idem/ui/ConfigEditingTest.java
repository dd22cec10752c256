package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.idem.ui.config.ConfigHover;
import org.idem.ui.folder.LinkedFolder;
import org.idem.ui.folder.RefreshJob;
import org.idem.ui.folder.WorkFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the config editor says of a problem and offers against it. */
@ExtendWith(LoggedErrors.class)
class ConfigEditingTest {
    private static final String TEXT =
            """
            Global:
              output_dir: runs
              epcohs: 3
              nonsense:
                inner: 1
              seed: 7
            DataLoader:
              Train:
                dataset:
                  cls_label_path: data/gone.rec
            """;

    @TempDir
    Path folder;

    private IWorkbenchPage page;
    private IFile file;

    @BeforeEach
    void openConfig() throws IOException, CoreException {
        page = Pump.forValue(
                "the window is open",
                () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage());
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/here.rec"), "");
        Files.writeString(folder.resolve("mine.yaml"), TEXT);
        Files.writeString(
                folder.resolve("compose.yaml"), "services:\n  web:\n    image: nginx\n    ports: [80]\nvolumes: {}\n");
        RefreshJob.open(folder, PlatformUI.getWorkbench().getService(WorkFolder.class));
        file = (IFile) Pump.forValue("the config is a resource", () -> resource("mine.yaml"));
        Pump.forValue("the other file is a resource", () -> resource("data/here.rec"));
        IDE.openEditor(page, file);
        Pump.until("the problems are marked", () -> markers(file).length >= 3);
    }

    @AfterEach
    void closeEditors() {
        page.closeAllEditors(false);
    }

    @Test
    void aMistypedKeyIsMendedInTheEditor() {
        fix(marker("epcohs"), label -> label.equals("Change to epochs"));
        assertTrue(document().get().contains("  epochs: 3\n"), document().get());
        assertTrue(page.getActiveEditor().isDirty());
        Pump.until("the mark is gone", () -> Arrays.stream(markers(file)).noneMatch(has("epcohs")));
    }

    @Test
    void anUnknownKeyIsRemovedWithWhatBelongsToIt() {
        fix(marker("nonsense"), label -> label.equals("Remove the key"));
        assertFalse(document().get().contains("nonsense"));
        assertFalse(document().get().contains("inner"));
        assertTrue(document().get().contains("  seed: 7\n"));
    }

    @Test
    void aMissingFileIsReplacedByOneThatIsThere() {
        fix(marker("gone.rec"), label -> label.equals("Change to data/here.rec"));
        assertTrue(
                document().get().contains("cls_label_path: data/here.rec\n"),
                document().get());
    }

    @Test
    void aHoverSaysWhatIsWrongAndWhatTheKeyMeans() {
        ConfigHover hover = new ConfigHover();
        ISourceViewer viewer = viewer();
        int wrong = document().get().indexOf("epcohs");
        Pump.until("the error is hovered", () -> {
            String text = hover.getHoverInfo(viewer, hover.getHoverRegion(viewer, wrong + 2));
            return text != null && text.contains("did you mean epochs");
        });
        int known = document().get().indexOf("output_dir");
        String help = hover.getHoverInfo(viewer, hover.getHoverRegion(viewer, known + 2));
        assertTrue(help.startsWith("Global.output_dir"), help);
    }

    @Test
    void thereIsAPlaceToHoverEverywhere() {
        ConfigHover hover = new ConfigHover();
        for (int offset = 0; offset <= document().getLength(); offset++) {
            Region region = (Region) hover.getHoverRegion(viewer(), offset);
            assertNotNull(region, "at " + offset);
            hover.getHoverInfo(viewer(), region);
        }
    }

    @Test
    void yamlOfOtherProgramsIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("late.yaml"), "Global:\n  epcohs: 3\n");
        RefreshJob.open(folder, PlatformUI.getWorkbench().getService(WorkFolder.class));
        Pump.until("a config that came later is checked", () -> {
            IFile late = resource("late.yaml");
            return late != null && markers(late).length > 0;
        });
        assertEquals(0, markers(resource("compose.yaml")).length);
    }

    private void fix(IMarker marker, Predicate<String> label) {
        IMarkerResolution[] offered = IDE.getMarkerHelpRegistry().getResolutions(marker);
        List<String> labels =
                Arrays.stream(offered).map(IMarkerResolution::getLabel).toList();
        IMarkerResolution chosen = Arrays.stream(offered)
                .filter(one -> label.test(one.getLabel()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(marker.getAttribute(IMarker.MESSAGE, "") + ": " + labels));
        chosen.run(marker);
    }

    private IMarker marker(String text) {
        return Pump.forValue(
                "a problem names " + text,
                () -> Arrays.stream(markers(file)).filter(has(text)).findFirst().orElse(null));
    }

    private static Predicate<IMarker> has(String text) {
        return marker -> marker.getAttribute(IMarker.MESSAGE, "").contains(text);
    }

    private static IMarker[] markers(IResource of) {
        try {
            return of.findMarkers(Ids.CONFIG_PROBLEM, false, IResource.DEPTH_ZERO);
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private IFile resource(String name) {
        IResource found = new LinkedFolder(ResourcesPlugin.getWorkspace()).find(folder.resolve(name));
        return found != null && found.exists() ? (IFile) found : null;
    }

    private IDocument document() {
        ITextEditor editor = (ITextEditor) page.getActiveEditor();
        return editor.getDocumentProvider().getDocument(editor.getEditorInput());
    }

    private ISourceViewer viewer() {
        return (ISourceViewer) page.getActiveEditor().getAdapter(ITextOperationTarget.class);
    }
}
