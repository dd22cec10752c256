package org.idem.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.Text;
import org.idem.data.write.RecordIoWriter;
import org.idem.ui.data.DatasetInput;
import org.idem.ui.widgets.grid.ImageGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A record file that says nowhere how many people it has is shown at once, and counted in the background. */
@ExtendWith(LoggedErrors.class)
class UncountedSetTest {
    private static final String CACHE = "idem.cache";
    private static final int IMAGES = 70_000;
    private static final int PEOPLE = 4321;

    @TempDir
    private Path folder;

    private Workplace workplace;
    private Path set;

    @BeforeEach
    void open() throws IOException {
        System.setProperty(CACHE, folder.resolve("cache").toString());
        set = folder.resolve("train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(set, folder.resolve("train.idx"))) {
            for (int i = 0; i < IMAGES; i++) {
                writer.image(i, i % PEOPLE, new byte[] {1});
            }
        }
        workplace = Workplace.open();
        workplace.show(Ids.DATA);
    }

    @AfterEach
    void close() {
        workplace.page().closeAllEditors(false);
        System.clearProperty(CACHE);
    }

    private void openAndCount() {
        PartOpener.open(workplace.page(), new DatasetInput(set), Ids.DATA_SET_EDITOR);
        Pump.until(
                "the images are shown",
                () -> Screen.findVisible(ImageGrid.class, one -> one.model().size() == IMAGES) != null);
        Pump.until(
                "the header tells its people",
                () -> Screen.findVisible(Text.class, one -> one.getText().equals("4,321")) != null);
    }

    @Test
    void itsPeopleAreCountedOnceAndKnownLater() throws IOException {
        openAndCount();
        workplace.page().closeAllEditors(false);
        try (Stream<Path> kept = Files.list(folder.resolve("cache/labels"))) {
            assertEquals(1, kept.count());
        }
        openAndCount();
    }
}
