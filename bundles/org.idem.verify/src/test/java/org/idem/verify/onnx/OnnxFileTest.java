package org.idem.verify.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Sha256;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.Fuzzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    @TempDir
    private Path folder;

    private static Message value(String name, Message... dimensions) {
        Message shape = new Message();
        for (Message dimension : dimensions) {
            shape.message(1, dimension);
        }
        Message tensor = new Message().number(1, 1).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message side(long length) {
        return new Message().number(1, length);
    }

    private static Message weight(String name, int bytes, long... shape) {
        Message tensor = new Message().number(2, 1).text(8, name).bytes(9, new byte[bytes]);
        for (long length : shape) {
            tensor.number(1, length);
        }
        return tensor;
    }

    private static Message node(String operator) {
        return new Message().text(1, "x").text(2, "y").text(4, operator);
    }

    private static Message graph() {
        return new Message()
                .message(1, node("Conv"))
                .message(1, node("PRelu"))
                .message(1, node("Conv"))
                .text(2, "net")
                .message(5, weight("w", 24, 2, 3))
                .message(11, value("input", new Message().text(2, "N"), side(3), side(112), side(112)))
                .message(11, value("w", side(2), side(3)))
                .message(12, value("embedding", new Message(), side(512)));
    }

    private static Message model(Message graph, String... notes) {
        Message model = new Message().number(1, 8).text(2, "somebody").message(7, graph);
        model.message(8, new Message().text(1, "com.microsoft").number(2, 1));
        model.message(8, new Message().number(2, 17));
        for (int i = 0; i < notes.length; i += 2) {
            model.message(14, new Message().text(1, notes[i]).text(2, notes[i + 1]));
        }
        return model;
    }

    private OnnxFile read(Message model) throws IOException {
        return OnnxFile.read(Files.write(folder.resolve("m.onnx"), model.toBytes()));
    }

    @Test
    void aFileTellsItsGraph() throws IOException {
        OnnxFile file = read(model(graph()));
        assertEquals(17, file.opset());
        assertEquals(8, file.irVersion());
        assertEquals("somebody", file.producer());
        assertEquals(List.of(new OnnxValue("input", "float32", List.of("N", "3", "112", "112"))), file.inputs());
        assertEquals(List.of("?", "512"), file.outputs().get(0).shape());
        assertEquals(Map.of("Conv", 2, "PRelu", 1), file.operators());
        assertEquals("Conv", file.operators().keySet().iterator().next());
        assertEquals(3, file.nodes());
        assertEquals(6, file.parameters());
        assertEquals(Map.of("float32", 24L), file.weights());
    }

    @Test
    void whatItSaysOfItsInputIsReadInOneScale() throws IOException {
        InputDescription input = read(model(
                        graph(), "channel_order", "BGR", "scale", "1.0", "mean", "127.5", "std", "127.5, 127.5, 63.75"))
                .claims()
                .input();
        assertEquals(112, input.size());
        assertEquals("bgr", input.color());
        assertEquals(List.of(0.5, 0.5, 0.5), input.mean());
        assertEquals(List.of(0.5, 0.5, 0.25), input.std());
        assertEquals("metadata", input.from());
        assertEquals("default", read(model(graph())).claims().input().from());
    }

    @Test
    void thresholdsOfBothFormsAreRead() throws IOException {
        CardThreshold full = new CardThreshold("lfw", 1e-3, 0.25, 0.2, 0.3, 0.9, 0.8, 0.95, 3, 6000);
        String table = CardThresholds.format(List.of(full));
        assertEquals(
                List.of(full),
                read(model(graph(), CardThresholds.TABLE, table)).claims().thresholds());
        List<CardThreshold> bare = read(model(graph(), "thresholds", "{\"lfw\":{\"1e-3\":0.25,\"x\":0.1}}"))
                .claims()
                .thresholds();
        assertEquals(1, bare.size());
        assertEquals(1.5, bare.get(0).threshold().squaredL2());
        assertTrue(Double.isNaN(bare.get(0).low()));
    }

    @Test
    void aProofBesideTheFileIsThatOfThisFileOnly() throws IOException {
        Path path = read(model(graph())).path();
        Path report = folder.resolve("m.onnx.proof.json");
        Files.writeString(report, "{\"crops\":256,\"model_sha256\":\"" + Sha256.of(path) + "\"}");
        assertEquals(256, OnnxFile.read(path).claims().proof().get("crops"));
        Files.writeString(report, "{\"crops\":256,\"model_sha256\":\"abc\"}");
        ModelClaims claims = OnnxFile.read(path).claims();
        assertEquals(Map.of(), claims.proof());
        assertEquals(List.of("m.onnx.proof.json is of another file"), claims.problems());
        ModelClaims inside = read(model(graph(), "proof", "{\"crops\":300}")).claims();
        assertEquals(300, inside.proof().get("crops"));
    }

    @Test
    void theCardIsThatOfTheFile() throws IOException {
        Path path = read(model(graph())).path();
        assertEquals(Optional.empty(), ModelCardFile.read(path));
        Files.writeString(folder.resolve("model-card.md"), "# other.onnx\n");
        assertEquals(Optional.empty(), ModelCardFile.read(path));
        Files.writeString(folder.resolve("model-card.md"), "# m.onnx\ncommon\n");
        assertEquals(Optional.of("# m.onnx\ncommon\n"), ModelCardFile.read(path));
        Files.writeString(folder.resolve("m.onnx.md"), "its own");
        assertEquals(Optional.of("its own"), ModelCardFile.read(path));
    }

    @Test
    void whatMakesNoSenseIsNamed() throws IOException {
        ModelClaims claims = read(model(
                        graph(),
                        "scale",
                        "0",
                        "mean",
                        "a",
                        "channel_order",
                        "CMYK",
                        "threshold_table",
                        "[",
                        "proof",
                        "7"))
                .claims();
        assertEquals(5, claims.problems().size(), claims.problems().toString());
        assertEquals(List.of(), claims.thresholds());
    }

    @Test
    void liesAreRefused() throws IOException {
        List<Message> lies = List.of(
                model(graph().message(5, weight("v", 24, 2, 4))),
                model(graph().message(5, weight("v", 0, 1L << 39, 1L << 39))),
                model(graph().message(
                                5,
                                new Message().number(1, 1L << 30).number(2, 1).text(8, "none"))),
                model(graph().message(5, weight("v", 4, -1))),
                new Message().number(1, 8),
                new Message().text(7, "no graph").number(1, 8));
        for (Message lie : lies) {
            InputException refused = assertThrows(InputException.class, () -> read(lie));
            assertTrue(refused.getMessage().contains("no ONNX file, or a damaged one"), refused.getMessage());
        }
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model at all");
        assertThrows(InputException.class, () -> OnnxFile.read(text));
        assertThrows(InputException.class, () -> OnnxFile.read(folder.resolve("none.onnx")));
        assertThrows(InputException.class, () -> OnnxFile.read(folder));
    }

    @Test
    void damagedFiles() {
        byte[] sound = model(graph(), "mean", "0.5", "threshold_table", "[{\"set\":\"lfw\"}]", "proof", "{\"a\":1}")
                .toBytes();
        FuzzTarget target =
                new FuzzTarget("onnx", Map.of("m.onnx", sound), List.of(InputException.class), read -> OnnxFile.read(
                                read.resolve("m.onnx"))
                        .claims());
        assertEquals(List.of(), new Fuzzer(folder, 5).run(target, 600));
    }
}
