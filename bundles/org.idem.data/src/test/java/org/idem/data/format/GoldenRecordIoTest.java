package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.idem.core.Progress;
import org.idem.data.Goldens;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.write.FaceSetWriter;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets written by MXNet itself. */
@Tag("golden")
class GoldenRecordIoTest {
    private static final Path INSIGHTFACE = Goldens.data("tiny-insightface/train.rec");

    private static void assertSet(ImageDataset set, String name) throws Exception {
        JsonNode golden = Goldens.json(Goldens.data("expected.json")).get(name);
        List<JsonNode> records = new ArrayList<>();
        golden.get("records").forEach(r -> {
            if (r.get("kind").asText().equals("image")) {
                records.add(r);
            }
        });
        assertEquals(golden.get("identities").asInt(), set.identities());
        assertEquals(golden.get("images").asInt(), set.size());
        for (int i = 0; i < set.size(); i++) {
            JsonNode record = records.get(i);
            assertEquals(record.get("key").asText(), set.key(i));
            assertEquals(record.get("offset").asLong(), set.offset(i));
            assertEquals(record.get("label").asInt(), set.label(i));
            JsonNode image = record.get("image");
            assertEquals(image.get("sha256").asText(), Goldens.sha256(set.image(i)));
            Pixels pixels = ImageDecoder.decode(set.image(i));
            assertEquals(image.get("rgb_crc32").asText(), Goldens.crc32(pixels), set.key(i));
        }
    }

    @Test
    void insightfaceLayout() throws Exception {
        try (ImageDataset set = Datasets.openImages(INSIGHTFACE)) {
            assertSet(set, "tiny_insightface");
            assertEquals("recordio", set.format());
            assertEquals(Files.size(INSIGHTFACE), set.bytes());
        }
    }

    @Test
    void im2recLayoutFoundInItsFolder() throws Exception {
        try (ImageDataset set = Datasets.openImages(Goldens.data("tiny-im2rec"))) {
            assertSet(set, "tiny_im2rec");
        }
    }

    @Test
    void withoutIndex(@TempDir Path folder) throws Exception {
        Files.copy(INSIGHTFACE, folder.resolve("train.rec"));
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertSet(set, "tiny_insightface");
        }
    }

    @Test
    void indexLinesInAnyOrder(@TempDir Path folder) throws Exception {
        Files.copy(INSIGHTFACE, folder.resolve("train.rec"));
        List<String> lines = new ArrayList<>(Files.readAllLines(INSIGHTFACE.resolveSibling("train.idx")));
        Collections.shuffle(lines, new Random(3));
        Files.write(folder.resolve("train.idx"), lines);
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertSet(set, "tiny_insightface");
        }
    }

    @Test
    void keysWithGaps(@TempDir Path folder) throws IOException {
        Files.copy(INSIGHTFACE, folder.resolve("train.rec"));
        List<String> lines = new ArrayList<>(Files.readAllLines(INSIGHTFACE.resolveSibling("train.idx")));
        lines.remove(10);
        lines.remove(20);
        Files.write(folder.resolve("train.idx"), lines);
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(58, set.size());
            assertEquals(12, set.identities());
            assertEquals("12", set.key(10));
        }
    }

    @Test
    void lostHeaderLeavesIdentityRecordsOutAllTheSame(@TempDir Path folder) throws IOException {
        Files.copy(INSIGHTFACE, folder.resolve("train.rec"));
        List<String> lines = new ArrayList<>(Files.readAllLines(INSIGHTFACE.resolveSibling("train.idx")));
        lines.remove(lines.size() - 1);
        Files.write(folder.resolve("train.idx"), lines);
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(60, set.size());
            assertEquals(12, set.identities());
        }
    }

    @Test
    void packageBuildersLayoutTakesIdentitiesFromProperty(@TempDir Path folder) throws IOException {
        Path im2rec = Goldens.data("tiny-im2rec");
        Files.copy(im2rec.resolve("tiny.rec"), folder.resolve("train.rec"));
        Files.copy(im2rec.resolve("tiny.idx"), folder.resolve("train.idx"));
        Files.writeString(folder.resolve("property"), "500,112,112\n60\n");
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(500, set.identities());
            assertEquals(60, set.size());
        }
    }

    @Test
    void writerMakesTheSameBytesAsMxnet(@TempDir Path folder) throws IOException {
        try (ImageDataset set = Datasets.openImages(INSIGHTFACE);
                FaceSetWriter writer = new FaceSetWriter(folder, 112)) {
            for (int i = 0; i < set.size(); i++) {
                writer.add(set.label(i), set.image(i).copy());
            }
        }
        assertArrayEquals(Files.readAllBytes(INSIGHTFACE), Files.readAllBytes(folder.resolve("train.rec")));
        for (String name : List.of("train.idx", "property")) {
            String golden = Files.readString(INSIGHTFACE.resolveSibling(name));
            assertEquals(golden.strip(), Files.readString(folder.resolve(name)).strip());
        }
    }

    /** Above 2^24 float32 cannot hold the header's range: 16,777,221 is written as 16,777,220. */
    @Test
    void headerThatFloatsCannotHold(@TempDir Path folder) throws IOException {
        byte[] image = Files.readAllBytes(Goldens.data("jpeg/q60-420.jpg"));
        int last = (1 << 24) + 4;
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve("train.rec"), folder.resolve("train.idx"))) {
            writer.image(1, 0, image);
            for (int key = last - 3; key <= last; key++) {
                writer.image(key, 1, image);
            }
            writer.range(last + 1, 1, 2, 0);
            writer.range(last + 2, 2, last + 1L, 0);
            writer.range(0, last + 1L, last + 3L, 1);
        }
        try (ImageDataset set = Datasets.openImages(folder)) {
            assertEquals(5, set.size());
            assertEquals(2, set.identities());
            assertEquals(1, set.label(4));
        }
        assertEquals(List.of(), DataCheck.check(folder, Progress.NONE).problems());
    }
}
