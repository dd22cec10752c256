package org.idem.data.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetConverterTest {
    @TempDir
    private Path folder;

    private ConvertResult convert(Path source, String output, String format) {
        return convert(ConvertRequest.of(source, folder.resolve(output), format));
    }

    private static ConvertResult convert(ConvertRequest request) {
        return DatasetConverter.convert(request, Progress.NONE);
    }

    @Test
    void imagesKeepBytesAndLabelsThroughEveryFormat() throws IOException {
        int[] labels = {0, 0, 1, 3, 3, 3};
        Path list = DrawnSets.list(folder.resolve("in"), labels);
        convert(list, "rec", "recordio");
        convert(folder.resolve("rec"), "list", "list");
        convert(folder.resolve("list"), "again", "recordio");
        try (ImageDataset set = Datasets.openImages(folder.resolve("again"))) {
            assertEquals(labels.length, set.size());
            assertEquals(4, set.identities());
            assertEquals(3, set.labelCounts().used());
            for (int i = 0; i < labels.length; i++) {
                assertEquals(labels[i], set.label(i));
                assertArrayEquals(DrawnSets.png(i), set.image(i).copy());
            }
        }
        assertEquals("4,8,8\n", Files.readString(folder.resolve("again/property")));
        assertEquals(-1, Files.mismatch(folder.resolve("rec/train.rec"), folder.resolve("again/train.rec")));
        assertEquals(List.of("images", "label.txt"), names("list"));
        assertEquals(List.of("property", "train.idx", "train.rec"), names("rec"));
    }

    private List<String> names(String output) throws IOException {
        try (var files = Files.list(folder.resolve(output))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void foldersAreNamedInTheOrderOfLabels() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 1, 0, 1);
        convert(list, "people", "folders");
        assertArrayEquals(DrawnSets.png(1), Files.readAllBytes(folder.resolve("people/000000/00000002.png")));
        assertArrayEquals(DrawnSets.png(2), Files.readAllBytes(folder.resolve("people/000001/00000003.png")));
        try (ImageDataset set = Datasets.openImages(folder.resolve("people"))) {
            assertEquals(
                    List.of(0, 1, 1), IntStream.range(0, 3).mapToObj(set::label).toList());
        }
    }

    @Test
    void shuffledImagesAreGroupedByIdentityInRecordIo() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 2, 0, 1, 0, 2);
        convert(list, "rec", "recordio");
        try (ImageDataset set = Datasets.openImages(folder.resolve("rec"))) {
            int[] order = {1, 3, 2, 0, 4};
            for (int i = 0; i < order.length; i++) {
                assertArrayEquals(DrawnSets.png(order[i]), set.image(i).copy());
            }
        }
    }

    @Test
    void pairsBecomeFilesAndABinAgain() throws IOException {
        Path bin = DrawnSets.bin(folder.resolve("a.bin"), 5);
        assertEquals(10, convert(bin, "pairs", "list").images());
        List<String> lines = Files.readAllLines(folder.resolve("pairs/label.txt"));
        assertEquals("images/00000003_0.png\timages/00000003_1.png\t0", lines.get(3));
        convert(folder.resolve("pairs/label.txt"), "b.bin", "bin");
        assertEquals(-1, Files.mismatch(bin, folder.resolve("b.bin")));
    }

    @Test
    void mirroredPairsFollowAfterAllOthers() throws IOException {
        Path bin = DrawnSets.bin(folder.resolve("a.bin"), 3);
        convert(ConvertRequest.of(bin, folder.resolve("pairs"), "list").withFlip());
        List<String> lines = Files.readAllLines(folder.resolve("pairs/label.txt"));
        assertEquals(6, lines.size());
        assertEquals("images/00000002_0.png\timages/00000002_1.png\t1", lines.get(2));
        assertEquals("images/00000000_0_hflip.png\timages/00000000_1_hflip.png\t1", lines.get(3));
        try (PairDataset pairs = Datasets.openPairs(folder.resolve("pairs/label.txt"))) {
            byte[] original = ImageDecoder.decode(pairs.second(1)).rgb();
            byte[] mirrored = ImageDecoder.decode(pairs.second(4)).rgb();
            assertEquals(original[3 * 9 + 1], mirrored[3 * 14 + 1]);
            assertArrayEquals(
                    original, ImageDecoder.decode(pairs.second(4)).flipped().rgb());
        }
    }

    @Test
    void damagedPicturesAreLeftOutAndNamed() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 0, 1, 1);
        Files.write(folder.resolve("in/pictures/1.png"), new byte[] {1, 2, 3});
        Files.delete(folder.resolve("in/pictures/3.png"));
        Files.writeString(list, Files.readString(list) + "no label here\n");
        ConvertResult result = convert(list, "out", "list");
        assertEquals(2, result.images());
        assertEquals(
                List.of("garbage-image", "missing-file", "bad-line"),
                result.skipped().stream().map(DataProblem::kind).toList());
        assertEquals("pictures/1.png", result.skipped().get(0).key());
        assertEquals(
                List.of("images/00000001.jpg\t0", "images/00000003.jpg\t1"),
                Files.readAllLines(folder.resolve("out/label.txt")));
    }

    @Test
    void aPairWithADamagedPictureIsLeftOutWhole() throws IOException {
        Path bin = DrawnSets.bin(folder.resolve("a.bin"), 3);
        convert(bin, "pairs", "list");
        Files.write(folder.resolve("pairs/images/00000001_1.png"), new byte[] {7});
        ConvertResult result = convert(folder.resolve("pairs/label.txt"), "b.bin", "bin");
        assertEquals(4, result.images());
        assertEquals("images/00000001_1.png", result.skipped().get(0).key());
        try (PairDataset pairs = Datasets.openPairs(folder.resolve("b.bin"))) {
            assertArrayEquals(DrawnSets.png(4), pairs.first(1).copy());
            assertTrue(pairs.same(1));
        }
    }

    @Test
    void excludedKeysAreLeftOut() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 0, 1);
        Path keys = Files.writeString(folder.resolve("exclude.txt"), "# twice\npictures/1.png\n\n");
        ConvertResult result = convert(
                ConvertRequest.of(list, folder.resolve("out"), "recordio").withExclude(keys));
        assertEquals(2, result.images());
        assertEquals(1, result.excluded());
        assertTrue(result.skipped().isEmpty());
    }

    @Test
    void picturesAreEncodedAnewOnRequest() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0);
        convert(ConvertRequest.of(list, folder.resolve("out"), "folders").withReencode());
        byte[] jpeg = Files.readAllBytes(folder.resolve("out/000000/00000001.jpg"));
        assertEquals((byte) 0xd8, jpeg[1]);
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0, 5_000_000);
        Path bin = DrawnSets.bin(folder.resolve("a.bin"), 2);
        refused("reach 5,000,000", () -> convert(list, "out", "recordio"));
        refused("it cannot become bin", () -> convert(list, "out", "bin"));
        refused("it cannot become recordio", () -> convert(bin, "out", "recordio"));
        refused("no format", () -> convert(list, "out", "tar"));
        refused(
                "Mirrored",
                () -> convert(
                        ConvertRequest.of(list, folder.resolve("out"), "list").withFlip()));
        refused("part of the set", () -> convert(folder.resolve("in"), "in/out", "list"));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path list = DrawnSets.list(folder.resolve("in"), 0);
        convert(list, "out", "list");
        refused("nothing is overwritten", () -> convert(list, "out", "list"));
        Path note =
                Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("note"), "keep");
        refused("nothing is overwritten", () -> convert(list, "mine", "list"));
        assertEquals("keep", Files.readString(note));
        assertEquals(List.of("note"), names("mine"));
        Path bin = DrawnSets.bin(folder.resolve("a.bin"), 1);
        refused("nothing is overwritten", () -> convert(bin, "a.bin", "bin"));
    }

    private static void refused(String message, Runnable work) {
        InputException e = assertThrows(InputException.class, work::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
