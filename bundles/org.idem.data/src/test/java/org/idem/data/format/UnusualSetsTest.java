package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.idem.data.check.DataInfo;
import org.idem.data.image.Damage;
import org.idem.data.write.BinWriter;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that are written by others, half empty, or not what they seem: read, or told for what they are. */
class UnusualSetsTest {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    @TempDir
    private Path folder;

    private static byte[] jpeg() {
        try {
            return Files.readAllBytes(Goldens.data("jpeg/q60-420.jpg"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] marked(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MARK);
        out.write(bytes);
        return out.toByteArray();
    }

    private Path records(int... labels) throws IOException {
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve("train.rec"), folder.resolve("train.idx"))) {
            for (int i = 0; i < labels.length; i++) {
                writer.image(i, labels[i], jpeg());
            }
        }
        return folder;
    }

    @Test
    void anIndexMayBeginWithAByteOrderMark() throws IOException {
        records(0, 1, 2);
        Path idx = folder.resolve("train.idx");
        Files.write(idx, marked(Files.readAllBytes(idx)));
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(3, set.size());
            assertEquals("0", set.key(0));
            assertEquals(List.of(), set.notes());
        }
    }

    @Test
    void linesOfAnIndexThatAreNoUseAreTold() throws IOException {
        records(0, 1, 2);
        Path idx = folder.resolve("train.idx");
        Files.writeString(idx, Files.readString(idx).replaceFirst("1\t", "1 "));
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(2, set.size());
            assertTrue(set.notes().stream().anyMatch(note -> note.contains("Line 2 of the index")), "" + set.notes());
        }
    }

    @Test
    void labelsWithGapsAreTold() throws IOException {
        records(0, 5, 1000, 70_000);
        DataInfo.Info info = DataInfo.info(folder);
        assertEquals(70_001, info.identities());
        assertEquals(69_997, info.labels().empty());
        Path list = Files.writeString(folder.resolve("label.lst"), "a\t0\nb\t3\n");
        try (ImageDataset set = Datasets.openImages(list)) {
            assertEquals(2, set.labelCounts().empty());
        }
    }

    @Test
    void aPropertyThatContradictsTheIdentityRecordsIsTold() throws IOException {
        for (String name : List.of("train.rec", "train.idx")) {
            Files.copy(Goldens.data("tiny-insightface").resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("property"), "77,112,112");
        List<String> notes = DataInfo.info(folder).notes();
        assertEquals(1, notes.size(), "" + notes);
        assertTrue(notes.get(0).startsWith("The file property says 77 identities"), "" + notes);
    }

    @Test
    void soundSetsHaveNothingUnusual() {
        for (String name : List.of("tiny-insightface", "tiny-im2rec")) {
            assertEquals(List.of(), DataInfo.info(Goldens.data(name)).notes(), name);
        }
    }

    @Test
    void sizesOfPicturesAreTold() throws IOException {
        assertEquals("112 x 112", DataInfo.info(records(0, 1)).pictures());
    }

    @Test
    void aCheckGoesOnAfterAMalformedLine() throws IOException {
        Files.write(folder.resolve("a.jpg"), jpeg());
        String text = "a.jpg\t0\nbroken\n\na.jpg\tx\na.jpg\t1\n";
        Path list = Files.writeString(folder.resolve("label.txt"), text);
        CheckReport report = DataCheck.check(list, Progress.NONE);
        assertEquals(2, report.images());
        assertEquals(
                List.of("line 2", "line 4"),
                report.problems().stream().map(DataProblem::key).toList());
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(list));
        assertEquals(2, e.problems().get(0).line());
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "a.jpg\ta.jpg\t1\nbroken\t1\na.jpg\ta.jpg\t0\n");
        CheckReport ofPairs = DataCheck.check(pairs, Progress.NONE);
        assertEquals(1, ofPairs.problems().size(), "" + ofPairs.problems());
        assertEquals("line 2", ofPairs.problems().get(0).key());
    }

    @Test
    void aListMayBeginWithAByteOrderMarkAndHaveEmptyLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i % 7 == 0 ? "\r\n\n" : "")
                    .append(i)
                    .append(".jpg\t")
                    .append(i)
                    .append("\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (ImageDataset set = Datasets.openImages(Files.write(folder.resolve("a.txt"), marked(bytes)))) {
            assertEquals(100, set.size());
            for (int i = 99; i >= 0; i--) {
                assertEquals(i + ".jpg", set.key(i));
                assertEquals(i, set.label(i));
            }
        }
    }

    @Test
    void aSetWithoutPairsIsToldSo() throws IOException {
        Path bin = folder.resolve("empty.bin");
        new BinWriter(bin).close();
        for (Path file : List.of(bin, Files.writeString(folder.resolve("pairs.txt"), "\n\n"))) {
            InputException e = assertThrows(InputException.class, () -> Datasets.openPairs(file));
            assertTrue(e.getMessage().contains("No pairs are in it"), e.getMessage());
        }
        assertThrows(InputException.class, () -> DataInfo.info(bin));
    }

    /** {@code pickle.dumps(([b'', b'x', bytearray()…], [True, False]), 2)} of Python 3. */
    @Test
    void emptyBytesOfPython3InProtocol2() throws IOException {
        String empty = "635f5f6275696c74696e5f5f0a62797465730a 29 52";
        String emptyArray = "635f5f6275696c74696e5f5f0a6279746561727261790a 29 52";
        String hex = "8002 5d 28" + empty + "55 01 78" + emptyArray + "55 01 79" + "65 5d 28 88 89 65 86 2e";
        Path bin = Files.write(folder.resolve("e.bin"), HexFormat.of().parseHex(hex.replace(" ", "")));
        try (PairDataset pairs = Datasets.openPairs(bin)) {
            assertEquals(2, pairs.pairs());
            assertArrayEquals(new byte[0], pairs.first(0).copy());
            assertArrayEquals(new byte[] {'x'}, pairs.second(0).copy());
            assertArrayEquals(new byte[0], pairs.first(1).copy());
        }
        List<DataProblem> problems = DataCheck.check(bin, Progress.NONE).problems();
        assertEquals(
                2,
                problems.stream()
                        .filter(p -> p.kind().equals(Damage.EMPTY_IMAGE.word()))
                        .count());
    }

    /** Protocol 1 of Python 2: no mark, binary strings, {@code I01} for True. */
    @Test
    void protocol1IsRead() throws IOException {
        String hex = "28 5d 7100 28 55 01 78 55 01 79 65 5d 7101 49 30310a 61 74 7102 2e";
        Path bin = Files.write(folder.resolve("one.bin"), HexFormat.of().parseHex(hex.replace(" ", "")));
        try (PairDataset pairs = Datasets.openPairs(bin)) {
            assertEquals(1, pairs.pairs());
            assertTrue(pairs.same(0));
            assertArrayEquals(new byte[] {'y'}, pairs.second(0).copy());
        }
    }
}
