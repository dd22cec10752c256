package org.idem.data.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that MXNet and Python wrote. */
@Tag("golden")
class GoldenConvertTest {
    @TempDir
    private Path folder;

    private JsonNode expected;

    @BeforeEach
    void read() throws IOException {
        expected = Goldens.json(Goldens.data("expected.json"));
    }

    private ConvertResult convert(String source, String output, String format) {
        return DatasetConverter.convert(
                ConvertRequest.of(Goldens.data(source), folder.resolve(output), format), Progress.NONE);
    }

    @Test
    void recordIoIsWrittenAsMxnetWroteIt() throws IOException {
        convert("tiny-insightface/train.rec", "out", "recordio");
        for (String name : List.of("train.rec", "train.idx", "property")) {
            assertEquals(
                    -1, Files.mismatch(Goldens.data("tiny-insightface/" + name), folder.resolve("out/" + name)), name);
        }
    }

    @Test
    void recordsBecomeFilesNamedByTheirKeys() throws Exception {
        convert("tiny-insightface/train.rec", "out", "list");
        List<String> lines = Files.readAllLines(folder.resolve("out/label.txt"));
        assertEquals(60, lines.size());
        try (ImageDataset set = Datasets.openImages(folder.resolve("out"))) {
            assertImages(expected.path("tiny_insightface").path("records"), lines, set);
        }
    }

    @Test
    void im2recKeepsItsOrder() throws Exception {
        convert("tiny-im2rec/tiny.rec", "out", "list");
        List<String> lines = Files.readAllLines(folder.resolve("out/label.txt"));
        try (ImageDataset set = Datasets.openImages(folder.resolve("out"))) {
            assertImages(expected.path("tiny_im2rec").path("records"), lines, set);
        }
    }

    private static void assertImages(JsonNode records, List<String> lines, ImageDataset set)
            throws NoSuchAlgorithmException {
        int index = 0;
        for (JsonNode record : records) {
            if (record.path("kind").asText().equals("image")) {
                String line = String.format(
                        Locale.ROOT,
                        "images/%08d.jpg\t%d",
                        record.path("key").asInt(),
                        record.path("label").asInt());
                assertEquals(line, lines.get(index));
                assertEquals(record.at("/image/sha256").asText(), Goldens.sha256(set.image(index)));
                index++;
            }
        }
        assertEquals(set.size(), index);
    }

    @Test
    void verificationSetsOfEveryDialectBecomeOneList() throws Exception {
        JsonNode bin = expected.path("tiny_bin");
        for (String name : List.of("tiny", "tiny-proto4", "six-numpy-proto5", "six-proto2-py3")) {
            convert(name + ".bin", name, "list");
            try (PairDataset pairs = Datasets.openPairs(folder.resolve(name).resolve("label.txt"))) {
                for (int i : IntStream.range(0, pairs.pairs()).toArray()) {
                    assertEquals(bin.path("same").get(i).asInt() == 1, pairs.same(i));
                    assertEquals(bin.at("/images/" + 2 * i + "/sha256").asText(), Goldens.sha256(pairs.first(i)));
                    assertEquals(
                            bin.at("/images/" + (2 * i + 1) + "/sha256").asText(), Goldens.sha256(pairs.second(i)));
                }
            }
        }
    }

    @Test
    void everyFaultyRecordIsLeftOut() throws IOException {
        ConvertResult result = convert("faults/train.rec", "out", "list");
        Map<String, String> verdicts = new TreeMap<>();
        JsonNode records = Goldens.json(Goldens.data("faults/faults.json")).path("records");
        for (JsonNode record : records) {
            if (!record.path("verdict").asText().endsWith("ok")) {
                verdicts.put(record.path("key").asText(), record.path("verdict").asText());
            }
        }
        Map<String, String> skipped = new TreeMap<>();
        result.skipped().forEach(problem -> skipped.put(problem.key(), problem.kind()));
        // A line of the index that points into a record.
        assertEquals("offset-in-record", skipped.remove("41"));
        assertEquals(verdicts, skipped);
        assertEquals(records.size() - verdicts.size(), result.images());
        assertEquals(
                result.images(),
                Files.readAllLines(folder.resolve("out/label.txt")).size());
    }
}
