package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReducedDatasetTest {
    @TempDir
    private Path folder;

    private Path exclude(String keys) throws IOException {
        return Files.writeString(folder.resolve("exclude.txt"), keys);
    }

    @Test
    void excludedImagesAreGoneAndIdentitiesStay() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 1, 2, 2);
        Path keys = exclude("# two\n pictures/1.png \r\n\npictures/2.png\npictures/99.png\n");
        try (ImageDataset set = Datasets.openImages(list, null, keys)) {
            assertEquals(2, set.size());
            assertEquals(3, set.identities());
            assertEquals("pictures/3.png", set.key(1));
            assertEquals(2, set.label(1));
            assertArrayEquals(DrawnSets.png(3), set.read(1).image().copy());
            assertArrayEquals(new int[] {1, 0, 1}, set.imagesPerIdentity());
            assertEquals(
                    List.of(
                            "2 images are excluded by exclude.txt",
                            "1 keys of exclude.txt are those of no image of the set"),
                    set.notes());
        }
    }

    @Test
    void listsThatAreNoneAreNamed() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0);
        Path all = exclude("pictures/0.png\n");
        InputException nothingLeft = assertThrows(InputException.class, () -> Datasets.openImages(list, null, all));
        assertTrue(nothingLeft.getMessage().contains("excludes every image"), nothingLeft.getMessage());
        Path missing = folder.resolve("none.txt");
        assertThrows(InputException.class, () -> Datasets.openImages(list, null, missing));
        Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThrows(InputException.class, () -> Datasets.openImages(list, null, binary));
        assertThrows(InputException.class, () -> Datasets.openImages(list, null, folder));
    }
}
