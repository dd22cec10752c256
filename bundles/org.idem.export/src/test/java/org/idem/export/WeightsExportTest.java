package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.model.ModelSpec;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.train.checkpoint.SafetensorsFile;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsExportTest {
    @TempDir
    private Path folder;

    private static ExportOptions options(Format format) {
        return new ExportOptions(format, Precision.FP32, null, 0, 0, false, null, List.of());
    }

    private Path export(TinyNetwork network, Format format, String name) {
        Path file = folder.resolve(name);
        WeightsExport export = new WeightsExport(new ExportTarget(file, true), options(format));
        ProofRecord proof = export.run(network.trained(), network.source(), network.crops(9), Progress.NONE);
        assertTrue(proof.parity().minCosine() > 0.9999999, proof.parity().toString());
        return file;
    }

    /** Read again they are the same to the bit. */
    private static void requireSame(TinyNetwork network, Path file) {
        StateDictMapping mapping =
                StateDictMapping.of(Weights.open(file), network.source().graph(), 0);
        mapping.requireAll();
        assertEquals(List.of(), mapping.warnings());
        try (BackboneEmbedder read = network.trained().withWeights(mapping::copyTo)) {
            Map<String, float[]> expected = network.weights();
            read.weights().forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
        }
    }

    @Test
    void everyFamilyIsReadAgainToTheBit() {
        ModelSpec transformer = new ModelSpec("FaceViT_tiny_patch9_112", 16, 32, List.of(), 0, 0.2, 0.1);
        for (TinyNetwork network : new TinyNetwork[] {
            new TinyNetwork("MobileFaceNet_small", 16, List.of(0, 1, 1, 1)),
            new TinyNetwork("IResNet18", 16, List.of()),
            new TinyNetwork(transformer)
        }) {
            try (network) {
                requireSame(network, export(network, Format.PT, "weights.pt"));
                requireSame(network, export(network, Format.SAFETENSORS, "weights.safetensors"));
            }
        }
    }

    @Test
    void namesAreThoseOfArcfaceTorch() {
        try (TinyNetwork network = new TinyNetwork("IResNet18", 16, List.of())) {
            try (SafetensorsFile file = SafetensorsFile.open(export(network, Format.SAFETENSORS, "w.safetensors"))) {
                assertTrue(file.names()
                        .containsAll(List.of(
                                "conv1.weight",
                                "bn1.running_mean",
                                "prelu.weight",
                                "layer1.0.bn1.running_var",
                                "layer1.0.prelu.weight",
                                "layer2.0.downsample.1.bias",
                                "bn2.weight",
                                "fc.bias",
                                "features.running_var")));
                assertTrue(
                        file.names().stream().noneMatch(name -> name.contains("._")),
                        file.names().toString());
                assertEquals("20260131-120000-tiny", file.note("run"));
            }
        }
    }

    @Test
    void aTorchFileIsAnArchiveOfPlainTensors() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, List.of(0, 1, 1, 1));
                ZipFile zip = new ZipFile(export(network, Format.PT, "w.pt").toFile())) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            assertTrue(entries.stream().allMatch(entry -> entry.getMethod() == ZipEntry.STORED));
            assertEquals("archive/data.pkl", entries.get(0).getName());
            String pickle = new String(zip.getInputStream(entries.get(0)).readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(pickle.startsWith("\u0080\u0002"));
            Set<String> called = Pattern.compile("c([a-z_.]+\n[A-Za-z_0-9]+)\n")
                    .matcher(pickle)
                    .results()
                    .map(found -> found.group(1).replace('\n', '.'))
                    .collect(Collectors.toSet());
            assertEquals(
                    Set.of("collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch.FloatStorage"), called);
            String card = Files.readString(folder.resolve("model-card.md"));
            assertTrue(card.contains("under the names that arcface_torch gives them"), card);
        }
    }

    /** So that programs may use the numbers where they lie. */
    @Test
    void numbersLieOnBoundariesOfSixtyFourBytes() throws IOException {
        try (TinyNetwork network = new TinyNetwork("MobileFaceNet_small", 16, List.of(0, 1, 1, 1))) {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(export(network, Format.PT, "w.pt")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int found = 0;
            for (float[] values : network.weights().values()) {
                for (int at = 0; at + Float.BYTES * values.length <= file.capacity() && values.length > 3; at += 64) {
                    if (file.getFloat(at) == values[0]
                            && file.getFloat(at + 4) == values[1]
                            && file.getFloat(at + 4 * values.length - 4) == values[values.length - 1]) {
                        found++;
                        break;
                    }
                }
            }
            assertEquals(
                    network.weights().values().stream()
                            .filter(v -> v.length > 3)
                            .count(),
                    found);
        }
    }

    @Test
    void whatOnlyAGraphHasIsRefused() {
        ExportTarget target = new ExportTarget(folder.resolve("w.pt"), false);
        ExportOptions half = new ExportOptions(Format.PT, Precision.FP16, null, 0, 0, false, null, List.of());
        assertThrows(InputException.class, () -> new WeightsExport(target, half));
        ExportOptions fixed = new ExportOptions(Format.PT, Precision.FP32, null, 4, 0, false, null, List.of());
        assertThrows(InputException.class, () -> new WeightsExport(target, fixed));
    }
}
