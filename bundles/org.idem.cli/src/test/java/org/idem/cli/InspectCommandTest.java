package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final String TABLE = "[{\"set\":\"lfw\",\"far\":0.001,\"cosine\":0.25,\"low\":0.2,\"high\":0.3,"
            + "\"tar\":0.9,\"tar_low\":0.8,\"tar_high\":0.95,\"errors\":3,\"pairs\":6000}]";

    @TempDir
    private Path folder;

    /** A field of a message of Protocol Buffers, shorter than 128 bytes but for the last kind. */
    private static byte[] field(int number, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        out.write(content.size() & 0x7f | 0x80);
        out.write(content.size() >> 7);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static byte[] text(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path model(Map<String, String> notes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {8, 8});
        byte[] shape = field(2, field(1, text(2, "N")), field(1, new byte[] {8, 16}));
        byte[] output = field(12, text(1, "embedding"), field(2, field(1, new byte[] {8, 1}, shape)));
        byte[] weight = field(5, new byte[] {8, 2, 16, 1}, text(8, "w"), field(9, new byte[8]));
        out.writeBytes(field(7, field(1, text(4, "Conv")), weight, output));
        out.writeBytes(field(8, new byte[] {16, 17}));
        notes.forEach((key, value) -> out.writeBytes(field(14, text(1, key), text(2, value))));
        return Files.write(folder.resolve("m.onnx"), out.toByteArray());
    }

    private CommandLineFixture.Outcome inspect(Map<String, String> notes, String... options) throws IOException {
        Path file = model(notes);
        return options.length == 0
                ? new CommandLineFixture(folder).run("inspect", file.toString())
                : new CommandLineFixture(folder).run("inspect", file.toString(), options[0]);
    }

    @Test
    void programsReadAllOfIt() throws IOException {
        JsonNode read = inspect(
                        Map.of("threshold_table", TABLE, "run", "r", "proof", "{\"crops\":256}", "mean", "0.5"),
                        "--json")
                .json();
        assertEquals(folder.resolve("m.onnx").toString(), read.path("file").asText());
        assertEquals(17, read.path("opset").asInt());
        assertEquals(1, read.path("nodes").asInt());
        assertEquals(2, read.path("parameters").asInt());
        assertEquals("N", read.at("/outputs/0/shape/0").asText());
        assertEquals(16, read.at("/outputs/0/shape/1").asInt());
        assertEquals("metadata", read.at("/input/from").asText());
        assertEquals(0.5, read.at("/input/mean").asDouble());
        JsonNode threshold = read.at("/thresholds/0");
        assertEquals("lfw", threshold.path("set").asText());
        assertEquals(0.001, threshold.path("far").asDouble());
        assertEquals(1.5, threshold.path("squared_l2").asDouble());
        assertEquals(75.52, threshold.path("angle").asDouble(), 0.01);
        assertEquals(0.2, threshold.path("low").asDouble());
        assertEquals(0.95, threshold.at("/tar/high").asDouble());
        assertEquals(256, read.at("/proof/crops").asInt());
        assertEquals("r", read.at("/provenance/run").asText());
    }

    @Test
    void peopleReadItAsLines() throws IOException {
        String out = inspect(Map.of("threshold_table", TABLE, "run", "a\u001b[31m\nforged", "scale", "x"))
                .out();
        assertTrue(out.contains("opset 17, 1 nodes, 2 parameters (float32)"), out);
        assertTrue(out.contains("lfw"), out);
        assertTrue(out.contains("0.2500 (0.2000 … 0.3000)  1.5000  75.52°  0.9000 (0.8000 … 0.9500)"), out);
        assertTrue(out.contains("proof       the file does not say"), out);
        assertTrue(out.contains("wrong       scale 'x' is no number"), out);
        assertFalse(out.contains("\u001b") || out.contains("\nforged"), out);
    }

    @Test
    void whatIsNoOnnxFileIsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("m.txt"), "hello");
        CommandLineFixture.Outcome outcome = new CommandLineFixture(folder).run("inspect", file.toString());
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("m.txt") && outcome.err().contains("no ONNX file"), outcome.err());
    }
}
