package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.ui.ide.IDE;
import org.idem.core.AtomicFiles;
import org.idem.ui.data.CheckJob;
import org.idem.ui.data.CheckedSets;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A problem of a set leads to its image. */
@ExtendWith(LoggedErrors.class)
class DataProblemsTest {
    private Workplace workplace;
    private Path folder;

    @BeforeEach
    void write() throws IOException, CoreException {
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
        folder = Files.createDirectories(workplace.sample().path().resolve("data/listed"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(i).append(".jpg\t").append(i / 4).append('\n');
        }
        Files.writeString(folder.resolve("label.txt"), lines);
        workplace.file("configs/wrong.yaml").getParent().getParent().refreshLocal(IResource.DEPTH_INFINITE, null);
    }

    @AfterEach
    void remove() {
        workplace.page().closeAllEditors(false);
        AtomicFiles.deleteTree(folder);
    }

    @Test
    void aProblemOpensTheSetAtItsImage() throws CoreException {
        IResource list = workplace.resource("data/listed/label.txt");
        AtomicReference<String> said = new AtomicReference<>();
        new CheckJob(folder.resolve("label.txt"), Workplace.service(CheckedSets.class), said::set).schedule();
        Pump.until("the check is over", () -> said.get() != null);
        IMarker[] markers = list.findMarkers("org.idem.ui.dataProblem", true, IResource.DEPTH_ZERO);
        assertTrue(markers.length > 0, said.get());
        markers[0].setAttribute(CheckJob.IMAGE, 37);
        IDE.openEditor(workplace.page(), markers[0]);
        ImageGrid grid = Pump.forValue(
                "its image is selected",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == 40 && one.isSelected(37)));
        markers[0].setAttribute(CheckJob.IMAGE, 2);
        IDE.openEditor(workplace.page(), markers[0]);
        Pump.until("and another one in the open editor", () -> grid.isSelected(2));
        assertEquals(1, workplace.page().getEditorReferences().length);
    }
}
