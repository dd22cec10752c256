package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies among the pictures of a folder must not shift the labels, nor vanish without a word. */
class FolderScanTest {
    @TempDir
    private Path root;

    private void file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private static List<String> keys(ImageDataset set) {
        return IntStream.range(0, set.size())
                .mapToObj(i -> set.label(i) + " " + set.key(i))
                .toList();
    }

    @Test
    void hiddenEntriesAreNeitherIdentitiesNorPictures() throws IOException {
        file(".ipynb_checkpoints/a-checkpoint.jpg");
        file("__MACOSX/a/._1.jpg");
        file("@eaDir/1.jpg");
        file(".DS_Store");
        file("Thumbs.db");
        file("a/1.jpg");
        file("a/._1.jpg");
        file("a/Thumbs.db");
        file("b/1.jpg");
        file("b/.hidden/2.jpg");
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(List.of("0 a/1.jpg", "1 b/1.jpg"), keys(set));
            assertEquals(List.of(), set.notes());
        }
    }

    @Test
    void deeperFoldersBelongToTheirIdentity() throws IOException {
        file("a/2.jpg");
        file("a/1/z.JPG");
        file("a/1/y/x.jfif");
        file("a/dir.jpg/1.png");
        file("b/only/deep/1.bmp");
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(
                    List.of("0 a/2.jpg", "0 a/1/z.JPG", "0 a/1/y/x.jfif", "0 a/dir.jpg/1.png", "1 b/only/deep/1.bmp"),
                    keys(set));
            assertEquals("2.jpg", set.image(0).key().substring(2));
        }
    }

    @Test
    void foldersNamedAsShardsHoldTheIdentities() throws IOException {
        file("0_0/0_0_1/a.jpg");
        file("0_0/0_0_2/b.jpg");
        file("0_1/0_1_1/c.jpg");
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(List.of("0 0_0/0_0_1/a.jpg", "1 0_0/0_0_2/b.jpg", "2 0_1/0_1_1/c.jpg"), keys(set));
            assertTrue(
                    set.notes().get(0).contains("2 folders are taken for shards"),
                    set.notes().toString());
        }
    }

    @Test
    void peopleWithAFolderForEachVideoAreNoShards() throws IOException {
        file("1/0/a.jpg");
        file("2/0/b.jpg");
        file("2/1/c.jpg");
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(List.of("0 1/0/a.jpg", "1 2/0/b.jpg", "1 2/1/c.jpg"), keys(set));
            assertEquals(List.of(), set.notes());
        }
    }

    @Test
    void aLinkToAFolderAboveEnds() throws IOException {
        file("a/1.jpg");
        Files.createSymbolicLink(root.resolve("a/up"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/top"), root);
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(List.of("0 a/1.jpg"), keys(set));
        }
    }

    @Test
    void whatIsLeftOutIsCountedAndNamed() throws IOException {
        file("readme.txt");
        file("loose.jpg");
        file("a/1.jpg");
        file("a/2.avif");
        file("a/3.AVIF");
        file("a/scan");
        file("empty/notes.txt");
        try (ImageDataset set = Datasets.openImages(root)) {
            assertEquals(1, set.size());
            String note = set.notes().get(0);
            for (String part : List.of(
                    "2 .avif (such as a/2.avif)",
                    "2 .txt",
                    "1 without an ending (such as a/scan)",
                    "1 folders without a picture (such as empty)",
                    "1 pictures outside of an identity's folder (such as loose.jpg)")) {
                assertTrue(note.contains(part), note);
            }
        }
        assertEquals(1, DataInfo.info(root).notes().size());
        assertEquals(1, DataCheck.check(root, Progress.NONE).notes().size());
    }

    @Test
    void aFlatFolderIsToldForWhatItIs() throws IOException {
        file("1.jpg");
        file("2.jpg");
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(root));
        assertTrue(e.getMessage().contains("2 pictures outside of an identity's folder"), e.getMessage());
    }

    @Test
    void severalRecordFilesAreNamed() throws IOException {
        file("b.rec");
        file("a.rec");
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(root));
        assertTrue(e.getMessage().contains("a.rec, b.rec"), e.getMessage());
    }

    @Test
    void foldersAndFormatsOfOthersAreNamed() throws IOException {
        file("lfw/meta/sizes");
        file("lfw/meta/storage");
        file("lfw/data/__0.blp");
        InputException pairs = assertThrows(InputException.class, () -> Datasets.openPairs(root.resolve("lfw")));
        assertTrue(pairs.getMessage().contains("bcolz"), pairs.getMessage());
        assertTrue(assertThrows(InputException.class, () -> Datasets.openImages(root.resolve("lfw")))
                .getMessage()
                .contains("bcolz"));
        file("plain/a.txt");
        InputException folder = assertThrows(InputException.class, () -> Datasets.openPairs(root.resolve("plain")));
        assertTrue(folder.getMessage().contains("is a folder"), folder.getMessage());
        file("db/data.mdb");
        file("set.tfrecord");
        file("set.tar.gz");
        for (String name : List.of("db", "set.tfrecord", "set.tar.gz")) {
            InputException e = assertThrows(InputException.class, () -> Datasets.openImages(root.resolve(name)));
            assertTrue(e.getMessage().contains("which Idem does not read"), e.getMessage());
        }
        assertTrue(assertThrows(InputException.class, () -> Datasets.openPairs(root.resolve("nowhere.bin")))
                .getMessage()
                .contains("no such file"));
    }
}
