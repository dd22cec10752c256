package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.core.Units;
import org.idem.data.image.Pixels;
import org.idem.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final List<Integer> SHALLOW = List.of(0, 1, 1, 1);

    @TempDir
    private Path folder;

    private OnnxExport export(boolean overwrite) {
        return new OnnxExport(file(), overwrite, 17);
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aMobileNetworkIsExportedAndProved() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            ParityReport proof = export(false).run(network.source(), network.crops(70), Progress.NONE);
            assertTrue(proof.holds(), proof.toString());
            assertEquals(70, proof.crops());
            assertTrue(proof.largest() > 0);
            assertEquals(List.of("model-card.md", "model.onnx", "model.onnx.proof.json"), files());
            JsonNode stored = new ObjectMapper()
                    .readTree(folder.resolve("model.onnx.proof.json").toFile());
            assertEquals(70, stored.path("crops").asInt());
            assertEquals(proof.minCosine(), stored.path("min_cosine").asDouble());
            assertEquals(Sha256.of(file()), stored.path("model_sha256").asText());
            String card = Files.readString(folder.resolve("model-card.md"));
            assertTrue(card.contains("| verify | 600 | 1e-3 | 0.2500 | 0.5000"), card);
            assertTrue(card.contains("too few pairs"), card);
        }
    }

    @Test
    void aResidualNetworkIsExportedAndProved() {
        try (TinyNetwork network = new TinyNetwork("IResNet18", 16, List.of())) {
            ParityReport proof = export(false).run(network.source(), network.crops(9), Progress.NONE);
            assertTrue(proof.holds(), proof.toString());
        }
    }

    @Test
    void aTransformerIsExportedAndProved() throws IOException {
        ModelSpec spec = new ModelSpec("FaceViT_tiny_patch9_112", 16, 32, List.of(), 0, 0.2, 0.1);
        try (TinyNetwork network = new TinyNetwork(spec)) {
            // 17 is the first with an operator for layer normalisation.
            for (int opset : new int[] {13, 17}) {
                OnnxExport export = new OnnxExport(file(), true, opset);
                ParityReport proof = export.run(network.source(), network.crops(9), Progress.NONE);
                assertTrue(proof.holds(), proof.toString());
                assertTrue(proof.spread() > 1e-2, proof.toString());
                ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file()));
                requireOrder(model);
                boolean fused = model.getGraph().getNodeList().stream()
                        .anyMatch(node -> node.getOpType().equals("LayerNormalization"));
                assertEquals(opset == 17, fused);
                assertTrue(model.getGraph().getInitializerList().stream()
                        .noneMatch(weight -> weight.getName().equals("mask_token")));
            }
        }
    }

    @Test
    void noNormalizationStandsRightBehindAConvolution() throws IOException {
        for (String name : List.of("IResNet18", "MobileFaceNet_small")) {
            List<Integer> blocks = name.startsWith("I") ? List.of() : SHALLOW;
            try (TinyNetwork network = new TinyNetwork(name, 16, blocks)) {
                new OnnxExport(file(), true, 17).run(network.source(), network.crops(9), Progress.NONE);
            }
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file()));
            requireOrder(model);
            Map<String, String> makers = new HashMap<>();
            int normalizations = 0;
            for (NodeProto node : model.getGraph().getNodeList()) {
                makers.put(node.getOutput(0), node.getOpType());
                if (node.getOpType().equals("BatchNormalization")) {
                    String before = makers.get(node.getInput(0));
                    assertTrue(before == null || !Set.of("Conv", "Gemm").contains(before), node.getName());
                    normalizations++;
                }
            }
            // In IResNet the first of each block follows a sum, and the padding behind it forbids the other way.
            assertEquals(name.startsWith("I") ? 9 : 0, normalizations, name);
        }
    }

    @Test
    void aRuntimeThatStumblesOverAnotherBatchSizeIsFoundOut() {
        float[][] crops = new float[20][12];
        for (int i = 0; i < crops.length; i++) {
            for (int k = 0; k < 12; k++) {
                crops[i][k] = (float) Math.sin(i + 3.0 * k);
            }
        }
        assertTrue(ParityReport.compare(crops, (chw, n) -> chw.clone(), (chw, n) -> chw.clone(), Progress.NONE)
                .holds());
        int[] last = {0};
        ParityReport report = ParityReport.compare(
                crops,
                (chw, n) -> chw.clone(),
                (chw, n) -> {
                    float[] out = chw.clone();
                    // As a fusion that is made again on the weights that it has changed; right in large batches.
                    out[0] *= last[0] != 0 && last[0] != n && n < 8 && n > 1 ? 1.3f : 1;
                    last[0] = n;
                    return out;
                },
                Progress.NONE);
        assertFalse(report.holds(), report.toString());
    }

    @Test
    void ofTwoExportsAtATimeNoneMixesItsFilesWithTheOthers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW);
                TinyNetwork other = new TinyNetwork("MobileFaceNet_small", 16, List.of(0, 1, 1, 2))) {
            for (int round = 0; round < 5; round++) {
                List<Future<ParityReport>> both = List.of(
                        threads.submit(() -> export(true).run(network.source(), network.crops(2), Progress.NONE)),
                        threads.submit(() -> export(true).run(other.source(), other.crops(3), Progress.NONE)));
                for (Future<ParityReport> one : both) {
                    assertTrue(one.get().holds());
                }
                JsonNode stored = new ObjectMapper()
                        .readTree(folder.resolve("model.onnx.proof.json").toFile());
                assertEquals(Sha256.of(file()), stored.path("model_sha256").asText());
                boolean second = stored.path("crops").asInt() == 3;
                long parameters = second ? other.parameters() : network.parameters();
                String card = Files.readString(folder.resolve("model-card.md"));
                assertTrue(card.contains(Units.count(parameters) + " parameters"), card);
                assertEquals(List.of("model-card.md", "model.onnx", "model.onnx.proof.json"), files());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theCardGivesThresholdsInEveryMeasureAndSaysWhatItCannot() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            export(false).run(network.source(network.counted()), network.crops(2), Progress.NONE);
        }
        String card = Files.readString(folder.resolve("model-card.md"));
        assertTrue(
                card.contains("| lfw | 6000 | 1e-3 | 0.2500 | 0.5000 (0.4000 … 0.6000) | 3 | 1.5000 | 75.52° |"), card);
        assertTrue(
                card.contains("| lfw | 6000 | 1e-6 | not measurable: needs 1,000,000 impostor pairs, has 3,000 |"),
                card);
        try (OnnxEmbedder embedder = OnnxEmbedder.load(file())) {
            assertEquals("{\"lfw\":{\"1e-3\":0.25}}", embedder.metadata().get("thresholds"));
        }
    }

    @Test
    void anExportedFileMakesItsInputsAsTheNetworkWasTrained() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            export(false).run(network.source(), network.crops(2), Progress.NONE);
        }
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7);
        }
        Pixels picture = new Pixels(32, 32, rgb);
        float[] made = new float[rgb.length];
        try (OnnxEmbedder embedder = OnnxEmbedder.load(file())) {
            embedder.transforms().apply(picture, 0, made, 0);
        }
        for (int at : new int[] {0, 5, 1023}) {
            for (int c = 0; c < 3; c++) {
                double expected = ((rgb[3 * at + c] & 0xff) / 255.0 - 0.5) / 0.5;
                assertEquals(expected, made[c * 1024 + at], 1e-5);
            }
        }
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            export(false).run(network.source(), network.crops(3), Progress.NONE);
        }
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file()));
        assertEquals(8, model.getIrVersion());
        assertEquals(17, model.getOpsetImport(0).getVersion());
        assertEquals("input", model.getGraph().getInput(0).getName());
        assertEquals("embedding", model.getGraph().getOutput(0).getName());
        assertEquals(
                "N",
                model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam());
        requireOrder(model);
        try (OnnxEmbedder embedder = OnnxEmbedder.load(file())) {
            assertEquals(32, embedder.inputSize());
            assertEquals(16, embedder.dim());
            Map<String, String> metadata = embedder.metadata();
            assertEquals("RGB", metadata.get("channel_order"));
            assertEquals("12", metadata.get("step"));
            assertEquals("20260131-120000-tiny", metadata.get("run"));
            assertEquals("{\"verify\":{\"1e-3\":0.25}}", metadata.get("thresholds"));
            assertEquals(5 * 16, embedder.embed(new float[5 * 3 * 32 * 32], 5).length);
        }
    }

    /** As the ONNX specification wants it: every value is made once, and before it is used. */
    private static void requireOrder(ModelProto model) {
        Set<String> known = new HashSet<>(Set.of("input"));
        model.getGraph().getInitializerList().forEach(weight -> assertTrue(known.add(weight.getName())));
        for (NodeProto node : model.getGraph().getNodeList()) {
            assertTrue(known.containsAll(node.getInputList()), node.getName());
            node.getOutputList().forEach(output -> assertTrue(known.add(output), output));
        }
        assertTrue(known.contains("embedding"));
    }

    @Test
    void aCorruptedWeightFailsTheProofAndLeavesNoFile() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            Map<String, float[]> weights = network.weights();
            String first = weights.keySet().iterator().next();
            float[] corrupted = weights.get(first).clone();
            corrupted[0] += 1;
            weights.put(first, corrupted);
            ParityException failure = assertThrows(ParityException.class, () -> export(false)
                    .run(network.source(weights), network.crops(40), Progress.NONE));
            assertTrue(failure.getMessage().contains("smallest cosine"), failure.getMessage());
            assertEquals(List.of(), files());
        }
    }

    @Test
    void aWeightThatIsNoNumberFailsTheProof() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            Map<String, float[]> weights = network.weights();
            String last = List.copyOf(weights.keySet()).get(weights.size() - 1);
            float[] corrupted = weights.get(last).clone();
            corrupted[corrupted.length - 1] = Float.NaN;
            weights.put(last, corrupted);
            assertThrows(ParityException.class, () -> export(false)
                    .run(network.source(weights), network.crops(2), Progress.NONE));
            assertEquals(List.of(), files());
        }
    }

    @Test
    void anExistingFileIsReplacedOnlyOnDemand() throws IOException {
        Files.writeString(file(), "precious");
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            assertThrows(
                    InputException.class, () -> export(false).run(network.source(), network.crops(2), Progress.NONE));
            assertEquals("precious", Files.readString(file()));
            export(true).run(network.source(), network.crops(2), Progress.NONE);
            assertTrue(Files.size(file()) > 100);
        }
    }

    @Test
    void whatIsNoModelIsBadInput() throws IOException {
        Files.writeString(file(), "no model");
        assertThrows(InputException.class, () -> OnnxEmbedder.load(file()));
    }
}
