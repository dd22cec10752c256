package org.idem.data.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.idem.core.Progress;
import org.idem.data.DataProblem;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.ImageDecoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of every kind, each found, none hiding the next. */
@Tag("golden")
class GoldenCheckTest {
    private static final Path FAULTS = Goldens.data("faults/train.rec");

    private static List<String> expected(boolean withIndex) throws Exception {
        List<String> expected = new ArrayList<>();
        for (JsonNode record : Goldens.json(Goldens.data("faults/faults.json")).get("records")) {
            String verdict = record.get("verdict").asText();
            if (!verdict.equals("ok") && !verdict.equals("split-ok")) {
                expected.add(record.get("key").asText() + " " + verdict);
            }
        }
        if (withIndex) {
            expected.add("41 offset-in-record");
            expected.add("40 offset-beyond-end");
            expected.add("line 44 bad-index-line".replace("line 44", "42"));
            expected.add("5 duplicate-key");
        }
        return expected;
    }

    @Test
    void everyFaultGetsItsVerdict() throws Exception {
        CheckReport report = DataCheck.check(FAULTS, Progress.NONE);
        List<String> found =
                report.problems().stream().map(p -> p.key() + " " + p.kind()).toList();
        assertEquals(
                String.join("\n", expected(true).stream().sorted().toList()),
                String.join("\n", found.stream().sorted().toList()));
        assertEquals(8, report.identities());
    }

    @Test
    void withoutIndexTheWalkGoesOnAtTheNextMagic(@TempDir Path folder) throws Exception {
        Files.copy(FAULTS, folder.resolve("train.rec"));
        try (ImageDataset set = Datasets.openImages(folder)) {
            // All forty but the one whose magic is wrong.
            assertEquals(39, set.size());
        }
        CheckReport report = DataCheck.check(folder, Progress.NONE);
        TreeMap<Long, String> found = new TreeMap<>();
        report.problems().forEach(p -> found.put(p.offset(), p.kind()));
        for (JsonNode record : Goldens.json(Goldens.data("faults/faults.json")).get("records")) {
            String verdict = record.get("verdict").asText();
            boolean sound = verdict.equals("ok") || verdict.equals("split-ok");
            assertEquals(sound ? null : verdict, found.get(record.get("offset").asLong()), record.toString());
        }
    }

    @Test
    void soundRecordsOfTheBrokenSetAreRead() throws Exception {
        JsonNode records = Goldens.json(Goldens.data("faults/faults.json")).get("records");
        try (ImageDataset set = Datasets.openImages(FAULTS)) {
            for (JsonNode record : records) {
                String verdict = record.get("verdict").asText();
                if (verdict.equals("ok") || verdict.equals("split-ok")) {
                    int index = record.get("key").asInt();
                    JsonNode image = record.get("image");
                    assertEquals(image.get("sha256").asText(), Goldens.sha256(set.image(index)));
                    assertEquals(image.get("rgb_crc32").asText(), Goldens.crc32(ImageDecoder.decode(set.image(index))));
                    assertEquals(record.get("label").asInt(), set.label(index));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-insightface", "tiny-im2rec", "tiny.bin", "six-numpy-proto5.bin"})
    void soundSetsHaveNoProblems(String set) {
        assertEquals(
                List.of(), DataCheck.check(Goldens.data(set), Progress.NONE).problems());
    }

    @Test
    void recordsMissingInTheIndexAndLabelsOutsideTheirRange(@TempDir Path folder) throws Exception {
        Path sound = Goldens.data("tiny-insightface/train.rec");
        byte[] bytes = Files.readAllBytes(sound);
        // The label of key 1 becomes 1.0f; key 3 leaves the index.
        bytes[8 + 4 + 2] = (byte) 0x80;
        bytes[8 + 4 + 3] = 0x3f;
        Files.write(folder.resolve("train.rec"), bytes);
        List<String> lines = new ArrayList<>(Files.readAllLines(sound.resolveSibling("train.idx")));
        lines.remove(2);
        Files.write(folder.resolve("train.idx"), lines);
        List<String> kinds = DataCheck.check(folder, Progress.NONE).problems().stream()
                .map(DataProblem::kind)
                .toList();
        assertEquals(List.of("label-outside-range", "unlisted-record"), kinds);
    }
}
