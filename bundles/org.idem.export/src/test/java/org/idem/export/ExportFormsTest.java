package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.model.ModelSpec;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.protocol.TarChange;
import org.idem.verify.onnx.ModelClaims;
import org.idem.verify.onnx.OnnxFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other precisions, fixed batches, and with the preprocessing inside. */
class ExportFormsTest {
    private static final List<Integer> SHALLOW = List.of(0, 1, 1, 1);

    @TempDir
    private Path folder;

    private static ExportOptions options(Precision precision, int batch, boolean preprocessing) {
        return new ExportOptions(Format.ONNX, precision, null, batch, 0, preprocessing, null, List.of());
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }

    private ProofRecord export(TinyNetwork network, ExportOptions options, int opset, int crops) throws IOException {
        Path pairs = folder.resolve("verify.bin");
        if (!Files.exists(pairs)) {
            FaceGenerator.generate(new GenerateRequest(4, 4, folder, 1, 32, 60, 20), Progress.NONE);
        }
        OnnxExport export = new OnnxExport(new ExportTarget(file(), true), opset, options);
        OnnxExport.Material material = new OnnxExport.Material(network.crops(crops), null, List.of(pairs));
        ProofRecord proof = export.run(network.source(), material, Progress.NONE);
        requireSound(ModelProto.parseFrom(Files.readAllBytes(file())));
        return proof;
    }

    /** Every value is made once and before it is read, and every weight is needed. */
    private static void requireSound(ModelProto model) {
        Set<String> known = new HashSet<>(Set.of("input"));
        model.getGraph()
                .getInitializerList()
                .forEach(weight -> assertTrue(known.add(weight.getName()), weight.getName()));
        Set<String> names = new HashSet<>();
        Set<String> read = new HashSet<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            assertTrue(names.add(node.getName()), "twice: " + node.getName());
            assertTrue(known.containsAll(node.getInputList()), node.getName());
            node.getOutputList().forEach(output -> assertTrue(known.add(output), output));
            read.addAll(node.getInputList());
        }
        assertTrue(known.contains("embedding"));
        model.getGraph()
                .getInitializerList()
                .forEach(weight -> assertTrue(read.contains(weight.getName()), weight.getName()));
    }

    private static ModelSpec transformer() {
        return new ModelSpec("FaceViT_tiny_patch9_112", 16, 32, List.of(), 0, 0.2, 0.1);
    }

    private static TinyNetwork[] families() {
        return new TinyNetwork[] {
            new TinyNetwork("MobileFaceNet_small", 16, SHALLOW),
            new TinyNetwork("IResNet18", 16, List.of()),
            new TinyNetwork(transformer())
        };
    }

    @Test
    void halfPrecisionOfEveryFamily() throws IOException {
        for (TinyNetwork network : families()) {
            try (network) {
                ProofRecord proof = export(network, options(Precision.FP16, 0, false), 17, 12);
                assertTrue(proof.parity().minCosine() > 0.9999, proof.parity().toString());
                OnnxFile read = OnnxFile.read(file());
                assertEquals(Set.of("float16"), read.weights().keySet());
                assertEquals("float32", read.inputs().get(0).type());
                assertEquals("fp16", read.claims().provenance().get("precision"));
                requireChanges(proof, read);
            }
        }
    }

    private static void requireChanges(ProofRecord proof, OnnxFile read) {
        List<TarChange> changes = proof.rates().changes();
        assertFalse(changes.isEmpty());
        for (TarChange change : changes) {
            assertEquals("verify", change.set());
            assertTrue(
                    change.low() <= change.change() + 1e-12 && change.change() <= change.high() + 1e-12,
                    change.toString());
        }
        ModelClaims claims = read.claims();
        assertEquals(List.of(), claims.problems());
        assertTrue(claims.proof().containsKey("tar_change"));
        assertEquals(proof.parity().minCosine(), claims.proof().get("min_cosine"));
        // Of the exported network itself, not those of the evaluation that the run kept.
        assertTrue(claims.thresholds().stream().allMatch(one -> one.set().equals("verify") && one.pairs() == 60));
        assertTrue(
                claims.thresholds().stream().allMatch(one -> one.low() <= one.cosine() && one.cosine() <= one.high()));
    }

    @Test
    void eightBitsOfEveryFamily() throws IOException {
        for (TinyNetwork network : families()) {
            try (network) {
                ProofRecord proof = export(network, options(Precision.INT8, 0, false), 17, 12);
                assertTrue(proof.parity().meanCosine() > 0.97, proof.parity().toString());
                OnnxFile read = OnnxFile.read(file());
                assertTrue(
                        read.weights().get("int8") > read.parameters() / 2,
                        read.weights().toString());
                String tried = (String) read.claims().provenance().get("quantization");
                assertTrue(tried.contains("99.99 %") && tried.contains("taken: "), tried);
                requireChanges(proof, read);
                String card = Files.readString(folder.resolve("model-card.md"));
                assertTrue(card.contains("in QDQ form") && card.contains("noise (12)"), card);
            }
        }
    }

    /** Every product that the runtime could do in eight bits stands between the pairs that it looks for. */
    @Test
    void productsStandBetweenQuantizedEnds() throws IOException {
        try (TinyNetwork network = new TinyNetwork("IResNet18", 16, List.of())) {
            export(network, options(Precision.INT8, 0, false), 13, 12);
        }
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file()));
        Map<String, NodeProto> makers = new java.util.HashMap<>();
        model.getGraph().getNodeList().forEach(node -> makers.put(node.getOutput(0), node));
        int products = 0;
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (node.getOpType().equals("Conv")) {
                products++;
                node.getInputList()
                        .forEach(input -> assertEquals(
                                "DequantizeLinear", makers.get(input).getOpType(), node.getName()));
            }
        }
        assertTrue(products > 15);
        for (TensorProto weight : model.getGraph().getInitializerList()) {
            if (weight.getDataType() == TensorProto.DataType.INT8_VALUE) {
                for (byte value : weight.getRawData().toByteArray()) {
                    assertTrue(Math.abs(value) <= 64, weight.getName());
                }
            }
        }
    }

    @Test
    void eightBitsNeedAnOperatorSetThatHasThem() {
        ExportTarget target = new ExportTarget(file(), true);
        InputException refused =
                assertThrows(InputException.class, () -> new OnnxExport(target, 12, options(Precision.INT8, 0, false)));
        assertTrue(refused.getMessage().contains("give 13 or more"), refused.getMessage());
    }

    @Test
    void aFixedBatchIsFixedAndProved() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            ProofRecord proof = export(network, options(Precision.FP32, 4, false), 11, 9);
            assertTrue(proof.parity().holds());
        }
        OnnxFile read = OnnxFile.read(file());
        assertEquals(List.of("4", "3", "32", "32"), read.inputs().get(0).shape());
        assertEquals(List.of("4", "16"), read.outputs().get(0).shape());
        assertEquals(11, read.opset());
    }

    @Test
    void thePreprocessingMayBeInside() throws IOException {
        for (Precision precision : Precision.values()) {
            try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
                ProofRecord proof = export(network, options(precision, 0, true), 17, 12);
                assertTrue(proof.parity().holds(), proof.parity().toString());
            }
            OnnxFile read = OnnxFile.read(file());
            assertEquals("uint8", read.inputs().get(0).type());
            assertEquals(List.of("N", "32", "32", "3"), read.inputs().get(0).shape());
            ModelClaims claims = read.claims();
            assertEquals("NHWC", claims.input().layout());
            assertEquals(32, claims.input().size());
            assertEquals(0, claims.input().mean().get(0));
            assertEquals(1 / 255.0, claims.input().std().get(0), 1e-6);
            assertTrue(Files.readString(folder.resolve("model-card.md")).contains("uint8 [N, 32, 32, 3]"));
        }
    }

    @Test
    void theFileAndItsCardTellTheSame() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            new OnnxExport(file(), true, 17).run(network.source(network.counted()), network.crops(3), Progress.NONE);
        }
        ModelClaims claims = OnnxFile.read(file()).claims();
        assertEquals(List.of(), claims.problems());
        assertEquals(1, claims.thresholds().size());
        assertEquals(0.25, claims.thresholds().get(0).cosine());
        assertEquals(0.6, claims.thresholds().get(0).tarHigh());
        assertTrue(Double.isNaN(claims.thresholds().get(0).low()));
        assertEquals(3, claims.proof().get("crops"));
        assertEquals("noise (3)", claims.proof().get("crops_from"));
        assertEquals("abc", claims.provenance().get("checkpoint_sha256"));
        assertEquals(List.of(0.5, 0.5, 0.5), claims.input().mean());
        String card = Files.readString(folder.resolve("model-card.md"));
        assertTrue(card.contains("scores were not kept"), card);
        assertTrue(card.contains("on fewer than 30 false accepts; rates of 1e-6 are not measurable"), card);
        assertTrue(card.contains("trtexec --onnx=model.onnx") && card.contains("ovc model.onnx"), card);
        assertTrue(card.contains("INFERENCE_PRECISION_HINT"), "OpenVINO computes in bfloat16 unless told otherwise");
    }

    @Test
    void aSecondModelInAFolderHasACardOfItsOwn() throws IOException {
        Path other = folder.resolve("other.onnx");
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            for (int round = 0; round < 2; round++) {
                for (Path one : List.of(file(), other)) {
                    new OnnxExport(one, true, 17).run(network.source(), network.crops(2), Progress.NONE);
                }
            }
        }
        assertTrue(Files.readString(folder.resolve("model-card.md")).startsWith("# model.onnx\n"));
        assertTrue(Files.readString(folder.resolve("other.onnx.md")).startsWith("# other.onnx\n"));
        assertTrue(Files.notExists(folder.resolve("model.onnx.md")));
    }

    @Test
    void whatIsAppendedLeavesTheNetworkAsItWas() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, SHALLOW)) {
            new OnnxExport(file(), true, 17).run(network.source(), network.crops(4), Progress.NONE);
            float[] expected = PictureEmbedding.of(network.crops(4).pictures(), network.trained())
                    .embed(0, 1, 2, 3);
            try (OnnxEmbedder embedder = OnnxEmbedder.load(file())) {
                float[] got = PictureEmbedding.of(network.crops(4).pictures(), embedder)
                        .embed(0, 1, 2, 3);
                assertArrayEquals(expected, got, 1e-4f);
            }
        }
    }
}
