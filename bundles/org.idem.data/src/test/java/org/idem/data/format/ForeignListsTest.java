package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.idem.data.image.DamagedImageException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of other programs. */
class ForeignListsTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("golden")
    void aListOfIm2recSaysWhatItsRecordsSay() throws IOException {
        Path list = Files.copy(Goldens.data("tiny-im2rec/tiny.lst"), folder.resolve("tiny.lst"));
        List<String> lines = Files.readAllLines(list);
        try (ImageDataset records = Datasets.openImages(Goldens.data("tiny-im2rec/tiny.rec"))) {
            for (int i = 0; i < records.size(); i++) {
                Path picture = folder.resolve(lines.get(i).split("\t")[2]);
                Files.createDirectories(picture.getParent());
                Files.write(picture, records.image(i).copy());
            }
            try (ImageDataset set = Datasets.openImages(list)) {
                assertEquals(records.size(), set.size());
                assertEquals(records.identities(), set.identities());
                for (int i = 0; i < records.size(); i++) {
                    assertEquals(records.label(i), set.label(i));
                    assertArrayEquals(records.image(i).copy(), set.image(i).copy());
                }
            }
        }
        assertFalse(Datasets.isPairs(list));
    }

    @Test
    void labelsOfIm2recAreWholeNumbers() throws IOException {
        Path list = Files.writeString(
                folder.resolve("a.lst"), "0\t6.000000\t0.25\t1e-3\ta b/1.jpg\n7\t2\tc.jpg\n8\t2.5\td.jpg\n");
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(list));
        assertEquals(3, e.problems().get(0).line());
        try (ImageDataset set = Datasets.openReadable(list)) {
            assertEquals(List.of("a b/1.jpg", "c.jpg"), List.of(set.key(0), set.key(1)));
            assertEquals(6, set.label(0));
            assertEquals(7, set.identities());
        }
    }

    private Path lfw(String... lines) throws IOException {
        for (String person : List.of("Ann_A", "Bob", "Eve")) {
            Path people =
                    Files.createDirectories(folder.resolve("lfw-deepfunneled").resolve(person));
            for (int i = 1; i <= 3; i++) {
                Files.write(
                        people.resolve(person + "_000" + i + (person.equals("Eve") ? ".png" : ".jpg")),
                        DrawnSets.png(person.hashCode() + i));
            }
        }
        return Files.writeString(folder.resolve("pairs.txt"), String.join("\n", lines) + "\n");
    }

    @Test
    void pairsOfLfwAreFoundInItsFolders() throws IOException {
        Path list = lfw("2\t1", "Ann_A\t1\t3", "Bob\t2\tEve\t1", "Eve\t1\t2", "Eve\t3\tAnn_A\t2");
        assertTrue(Datasets.isPairs(list));
        try (PairDataset pairs = Datasets.openPairs(list)) {
            assertEquals(4, pairs.pairs());
            assertEquals(
                    List.of(true, false, true, false),
                    List.of(pairs.same(0), pairs.same(1), pairs.same(2), pairs.same(3)));
            assertEquals("Ann_A/Ann_A_0003.jpg", pairs.second(0).key());
            assertArrayEquals(
                    DrawnSets.png("Eve".hashCode() + 1), pairs.second(1).copy());
        }
        assertEquals(new DataInfo.PairCounts(4, 2), DataInfo.info(list).pairs());
        assertEquals(List.of(), DataCheck.check(list, Progress.NONE).problems());
    }

    @Test
    void aPairOfLfwWithoutItsPictureIsDamagedAlone() throws IOException {
        Path list = lfw("1\t1", "Ann_A\t1\t7", "Bob\t2\tEve\t1");
        try (PairDataset pairs = Datasets.openPairs(list)) {
            DamagedImageException e = assertThrows(DamagedImageException.class, () -> pairs.second(0));
            assertEquals("Ann_A/Ann_A_0007.jpg", e.key());
            assertEquals("missing-file", e.kind());
            pairs.second(1);
        }
    }

    @Test
    void linesThatNameNoPairOfLfwAreNamed() throws IOException {
        Path list = lfw("1\t1", "Ann_A\t1\t2", "Bob\tx\tEve\t1", "Eve\t1\t2");
        InputException e = assertThrows(InputException.class, () -> Datasets.openPairs(list));
        assertEquals(3, e.problems().get(0).line());
        assertEquals(1, DataCheck.check(list, Progress.NONE).problems().size());
        Path empty = lfw("10\t300");
        assertThrows(InputException.class, () -> Datasets.openPairs(empty));
    }
}
