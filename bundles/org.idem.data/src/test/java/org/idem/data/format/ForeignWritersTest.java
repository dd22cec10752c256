package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.CheckReport;
import org.idem.data.check.DataCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other programs write them, sound and broken, in forms that the packed public sets do not have. */
class ForeignWritersTest {
    @TempDir
    private Path folder;

    /** {@code pickle.dump} of (images, labels) as list and tuples, with bytes and bytearray: one pair, labelled true. */
    @ParameterizedTest
    @CsvSource({
        "list of lists, 8004 5d 28 5d 28 4301 61 4301 62 65 5d 88 61 65 2e",
        "tuple of tuples, 8004 4301 61 4301 62 86 88 85 86 2e",
        "bytearrays, 8004 5d 28 63 6275696c74696e730a 6279746561727261790a 4301 61 85 52 4301 62 65 5d 88 61 86 2e"
    })
    void pickleForms(String form, String hex) throws IOException {
        Path bin = folder.resolve("one.bin");
        Files.write(bin, java.util.HexFormat.of().parseHex(hex.replace(" ", "")));
        try (PairDataset pairs = Datasets.openPairs(bin)) {
            assertEquals(1, pairs.pairs(), form);
            assertTrue(pairs.same(0), form);
            assertEquals('a', pairs.first(0).bytes().get(0), form);
            assertEquals('b', pairs.second(0).bytes().get(0), form);
        }
    }

    private static byte[] record(float label, float... more) {
        return record(label, more.length > 0 ? "" : "image", more);
    }

    private static byte[] record(float label, String image, float... more) {
        byte[] content = image.getBytes(StandardCharsets.US_ASCII);
        int length = 24 + 4 * more.length + content.length;
        ByteBuffer b = ByteBuffer.allocate(8 + (length + 3) / 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0xced7230a).putInt(length).putInt(more.length).putFloat(label).putLong(0);
        b.putLong(0);
        for (float value : more) {
            b.putFloat(value);
        }
        b.put(content);
        return b.array();
    }

    private Path write(byte[]... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] record : records) {
            out.write(record);
        }
        return Files.write(folder.resolve("train.rec"), out.toByteArray());
    }

    @Test
    void aWalkTellsWhatItPassedOver() throws IOException {
        byte[] broken = record(0);
        broken[0] = 1;
        CheckReport report = DataCheck.check(write(record(0), broken, record(1)), Progress.NONE);
        DataProblem lost = report.problems().stream()
                .filter(p -> p.kind().equals("bad-magic"))
                .findFirst()
                .orElseThrow();
        assertEquals(record(0).length, lost.offset());
        assertTrue(lost.message().contains(broken.length + " bytes"), lost.message());
    }

    @Test
    void anIndexWithoutAUsableLineIsNamed() throws IOException {
        Path rec = write(record(0), record(1));
        Path idx = Files.writeString(folder.resolve("train.idx"), "hello\n");
        Problem problem = problem(rec);
        assertEquals(idx, problem.file());
        assertTrue(problem.message().contains("Line 1"), problem.message());
        Files.writeString(idx, "");
        assertTrue(problem(rec).message().contains("empty"));
    }

    @Test
    void aFileThatIsNoRecordIoIsToldSo() throws IOException {
        Path rec = Files.writeString(folder.resolve("train.rec"), "hello, hello, hello");
        assertTrue(problem(rec).message().contains("RecordIO"));
    }

    @Test
    void aHeaderThatTakesImagesForIdentitiesIsNotBelieved() throws IOException {
        Path rec = write(record(0, 2, 3), record(0), record(0), record(1), record(1));
        int at = record(0, 2, 3).length;
        int step = record(0).length;
        Files.writeString(
                folder.resolve("train.idx"),
                "0\t0\n1\t" + at + "\n2\t" + (at + step) + "\n3\t" + (at + 2 * step) + "\n4\t" + (at + 3 * step)
                        + "\n");
        try (ImageDataset set = Datasets.openImages(rec)) {
            assertEquals(4, set.size());
            assertEquals(2, set.identities());
            assertArrayEquals(
                    new int[] {0, 0, 1, 1}, new int[] {set.label(0), set.label(1), set.label(2), set.label(3)});
        }
    }

    private static Problem problem(Path rec) {
        InputException e = assertThrows(InputException.class, () -> Datasets.openImages(rec));
        return e.problems().get(0);
    }
}
