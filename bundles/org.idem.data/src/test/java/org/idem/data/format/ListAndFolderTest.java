package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.idem.data.image.DamagedImageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("golden")
class ListAndFolderTest {
    @TempDir
    private Path root;

    @BeforeEach
    void pictures() throws IOException {
        String[] names = {"q60-420", "q95-420", "q90-444"};
        for (int i = 0; i < names.length; i++) {
            Path folder = Files.createDirectories(root.resolve("images/person " + i));
            for (int k = 0; k <= i; k++) {
                Files.copy(Goldens.data("jpeg/" + names[i] + ".jpg"), folder.resolve(k + ".jpg"));
            }
        }
    }

    private Path list(String text) throws IOException {
        return Files.writeString(root.resolve("label.txt"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "train.rec,true",
        "LFW.BIN,true",
        "label.txt,true",
        "a.list,true",
        "a.lst,true",
        "a.tsv,true",
        "a.jpg,false",
        "rec,false"
    })
    void namesTellWhatCanBeASet(String name, boolean isSet) {
        assertEquals(isSet, Datasets.isNamedAsSet(Path.of("nowhere", name)));
    }

    @Test
    void listRelativeToItsFolder() throws IOException {
        Path list = list("\uFEFFimages/person 0/0.jpg\t0\r\nimages/person 1/1.jpg\t4\r\n\r\nimages/gone.jpg\t2");
        assertFalse(Datasets.isPairs(list));
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals("list", set.format());
            assertEquals(3, set.size());
            assertEquals(5, set.identities());
            assertEquals(4, set.label(1));
            assertEquals("images/person 0/0.jpg", set.key(0));
            assertEquals(1593, set.image(0).bytes().remaining());
            assertEquals(1593 + 4375, set.bytes());
            DamagedImageException e = assertThrows(DamagedImageException.class, () -> set.image(2));
            assertEquals("missing-file", e.kind());
        }
        assertEquals(1, DataCheck.check(list, Progress.NONE).problems().size());
    }

    @Test
    void listWithAnImageRoot() throws IOException {
        Path list = list("person 1/0.jpg\t0\n");
        try (ImageDataset set = Datasets.openImages(list, root.resolve("images"))) {
            assertEquals(4375, set.image(0).bytes().remaining());
        }
    }

    @Test
    void wrongLinesAreNamed() throws IOException {
        Path list = list("a.jpg\t0\n\nb.jpg 1\n");
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(list));
        assertEquals(3, e.problems().get(0).line());
        Path negative = list("a.jpg\t-1\n");
        assertTrue(assertThrows(InputException.class, () -> Datasets.openImages(negative))
                .getMessage()
                .contains("identity number"));
        Path empty = list("\n");
        assertThrows(InputException.class, () -> Datasets.openImages(empty));
        assertThrows(InputException.class, () -> Datasets.openImages(root.resolve("nowhere")));
    }

    @Test
    void listOfPairs() throws IOException {
        Path list = list(
                "images/person 1/0.jpg\timages/person 1/1.jpg\t1\nimages/person 0/0.jpg\timages/person 2/0.jpg\t0\n");
        assertTrue(Datasets.isPairs(list));
        try (PairDataset pairs = Datasets.openPairs(list)) {
            assertEquals(2, pairs.pairs());
            assertTrue(pairs.same(0));
            assertFalse(pairs.same(1));
            assertEquals(4375, pairs.second(0).bytes().remaining());
        }
        assertEquals(0, DataCheck.check(list, Progress.NONE).problems().size());
        assertEquals("pairs", DataInfo.info(list).format());
        Path wrong = list("a\tb\t2\n");
        assertThrows(InputException.class, () -> Datasets.openPairs(wrong));
    }

    @Test
    void foldersOfIdentities() throws IOException {
        Files.createDirectories(root.resolve("images/empty"));
        Files.writeString(root.resolve("images/person 2/notes.md"), "not a picture");
        try (ImageDataset set = Datasets.openImages(root.resolve("images"))) {
            assertEquals("folders", set.format());
            assertEquals(6, set.size());
            assertEquals(3, set.identities());
            int[] labels = {0, 1, 1, 2, 2, 2};
            for (int i = 0; i < 6; i++) {
                assertEquals(labels[i], set.label(i));
            }
            assertEquals("person 1/1.jpg", set.key(2));
            assertEquals(5824, set.image(5).bytes().remaining());
        }
        assertEquals(
                0,
                DataCheck.check(root.resolve("images"), Progress.NONE)
                        .problems()
                        .size());
    }

    @Test
    void publishedSetsAreRecognised() {
        assertEquals("MS1MV3", DataInfo.knownAs(93_431, 5_179_510));
        assertEquals("WebFace42M", DataInfo.knownAs(2_059_906, 42_474_557));
        assertEquals("", DataInfo.knownAs(12, 60));
        DataInfo.Info info = DataInfo.info(Goldens.data("tiny-insightface"));
        assertEquals("recordio", info.format());
        assertEquals(60, info.images());
        assertEquals(12, info.identities());
    }
}
