package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets as they come from other tools, other systems and broken disks. */
class OddInputsTest {
    @TempDir
    private Path folder;

    private Path records(float... labels) throws IOException {
        Path rec = folder.resolve("train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(rec, folder.resolve("train.idx"))) {
            for (int i = 0; i < labels.length; i++) {
                writer.image(i, labels[i], DrawnSets.png(i));
            }
        }
        return rec;
    }

    /** An array of a number for each identity would not fit into memory. */
    @Test
    void oneAbsurdLabelIsDamageAndMakesNoBillionsOfPeople() throws IOException {
        Path rec = records(0, 0, 1, 2_000_000_000);
        try (ImageDataset set = Datasets.openImages(rec)) {
            assertEquals(2, set.identities());
            assertArrayEquals(new int[] {2, 1}, set.imagesPerIdentity());
            assertEquals(1, set.labelCounts().beyond());
            assertEquals(1, IdentityIndex.of(set, Progress.NONE).unlabeled());
        }
        assertEquals(4, DataInfo.info(rec).images());
        CheckReport report = DataCheck.inspect(rec, Progress.NONE);
        assertEquals("label-beyond-identities", report.problems().get(0).kind());
        assertEquals("3", report.problems().get(0).key());
        Path list = DrawnSets.list(folder.resolve("list"), 0, 1, 999_999_999);
        try (ImageDataset set = Datasets.openImages(list)) {
            assertEquals(2, set.identities());
            assertEquals(3, set.size());
        }
    }

    @Test
    void labelsOfFewImagesMayBeLarge() throws IOException {
        try (ImageDataset set = Datasets.openImages(records(0, 10_000_000))) {
            assertEquals(10_000_001, set.identities());
        }
    }

    @Test
    void aListOfInsightfaceNamesPathBeforeLabel() throws IOException {
        DrawnSets.list(folder, 0, 0, 1);
        Path list = Files.writeString(
                folder.resolve("train.lst"),
                "1\tpictures/0.png\t0\r\n0\tpictures/1.png\t0\t10\t20\r\n1\tpictures/2.png\t1\r\n");
        try (ImageDataset set = Datasets.openImages(list)) {
            assertEquals(3, set.size());
            assertArrayEquals(new int[] {0, 0, 1}, set.labels(Progress.NONE));
            assertArrayEquals(DrawnSets.png(1), set.image(1).copy());
        }
    }

    @Test
    void aListMadeOnWindowsFindsItsPictures() throws IOException {
        DrawnSets.list(folder, 0, 1);
        Path list =
                Files.writeString(folder.resolve("win.txt"), "\uFEFFpictures\\0.png\t0\r\npictures\\1.png\t1\r\n\r\n");
        try (ImageDataset set = Datasets.openImages(list)) {
            assertEquals(2, set.size());
            assertArrayEquals(DrawnSets.png(0), set.image(0).copy());
            assertTrue(set.bytes() > 0);
        }
        assertEquals(0, DataCheck.check(list, Progress.NONE).problems().size());
    }

    @Test
    void aTextInAnotherEncodingIsNamed() throws IOException {
        Path list = folder.resolve("label.txt");
        for (byte[] text : new byte[][] {
            "\uFEFFa.jpg\t0\n".getBytes(StandardCharsets.UTF_16LE),
            "\uFEFFa.jpg\t0\n".getBytes(StandardCharsets.UTF_16BE)
        }) {
            Files.write(list, text);
            InputException e = assertThrows(InputException.class, () -> Datasets.openImages(list));
            assertTrue(e.getMessage().contains("UTF-16"), e.getMessage());
        }
    }
}
