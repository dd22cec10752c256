package org.idem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command asks of the exporter, and what it tells of its answer. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private Path weights;

    @BeforeEach
    void writeWeights() throws IOException {
        weights = Files.writeString(folder.resolve("w.safetensors"), "weights");
    }

    private CommandLineFixture.Outcome export(String... options) {
        return new CommandLineFixture(folder)
                .run(List.of("export", weights.toString(), "--model", "r50"), List.of(options));
    }

    private JsonNode json(String... options) {
        String[] all = Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new);
        return export(all).json();
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void optionsReachTheExporter() {
        JsonNode asked = json(
                "--out",
                out("m.onnx"),
                "--precision",
                "int8",
                "--calibrate",
                weights.toString(),
                "--batch",
                "8",
                "--opset",
                "17",
                "--with-preprocessing",
                "--crops",
                weights.toString(),
                "--on",
                weights.toString());
        String options = asked.path("crops_from").asText();
        for (String part : List.of(
                "format=ONNX",
                "precision=INT8",
                "calibration=" + weights,
                "batch=8",
                "opset=17",
                "preprocessing=true",
                "crops=" + weights,
                "sets=[" + weights + "]")) {
            assertTrue(options.contains(part), options);
        }
        assertEquals(256, asked.path("crops").asInt());
        assertEquals(0.99999, asked.path("min_cosine").asDouble());
        assertEquals(1e-6, asked.path("max_abs_difference").asDouble());
        assertEquals(out("m.onnx"), asked.path("file").asText());
        assertEquals(out("model-card.md"), asked.path("card").asText());
        assertEquals(-0.01, asked.at("/tar_change/0/change").asDouble(), 1e-9);
        assertEquals(0.001, asked.at("/tar_change/0/high").asDouble());
    }

    @Test
    void theEndingOfTheFileSaysItsForm() {
        assertTrue(json("--out", out("a.pt")).path("crops_from").asText().contains("format=PT"));
        assertTrue(
                json("--out", out("a.safetensors")).path("crops_from").asText().contains("format=SAFETENSORS"));
        assertTrue(json("--out", out("a.bin")).path("crops_from").asText().contains("format=ONNX"));
        assertTrue(json("--out", out("b.onnx"), "--to", "pt")
                .path("crops_from")
                .asText()
                .contains("format=PT"));
    }

    @Test
    void peopleReadWhatThePrecisionCosts() {
        CommandLineFixture.Outcome half = export("--out", out("m.onnx"), "--precision", "fp16");
        assertEquals(0, half.exitCode(), half.err());
        assertTrue(
                half.out()
                        .contains("verify, FAR 1e-2: TAR 0.8900, was 0.9000; change -0.0100 (95 % interval -0.0200 …"
                                + " +0.0010)"),
                half.out());
        assertTrue(half.out().contains("card    " + out("model-card.md")), half.out());
        assertFalse(export("--out", out("n.onnx")).out().contains("FAR"));
    }

    @Test
    void setsThatAreNotThereAreNamedAndFilesAreKept() throws IOException {
        CommandLineFixture.Outcome missing =
                export("--out", out("m.onnx"), "--crops", out("none.rec"), "--on", out("no.bin"));
        assertEquals(2, missing.exitCode());
        assertTrue(missing.err().contains("none.rec") && missing.err().contains("no.bin"), missing.err());
        Files.writeString(folder.resolve("kept.onnx"), "precious");
        assertEquals(2, export("--out", out("kept.onnx")).exitCode());
        assertEquals("precious", Files.readString(folder.resolve("kept.onnx")));
        assertEquals(0, export("--out", out("kept.onnx"), "--force").exitCode());
    }
}
