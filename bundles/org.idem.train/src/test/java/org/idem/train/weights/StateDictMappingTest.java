package org.idem.train.weights;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.fuzz.sample.Saved;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.TensorSpec;
import org.idem.plan.ClassShard;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.SafetensorsWriter;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.layer.Centers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks saved as others save them embed as before. */
class StateDictMappingTest {
    private static final ModelSpec SMALL = new ModelSpec("MobileFaceNet_small", 32, 32, List.of(), 0);

    @TempDir
    private Path folder;

    /** What the network's own programs call a tensor. */
    private static String torchName(TensorSpec spec) {
        return switch (spec.kind()) {
            case SLOPE -> spec.name().replace("._weight", ".weight");
            case RUNNING_MEAN -> spec.name().replace("._mean", ".running_mean");
            case RUNNING_VARIANCE -> spec.name().replace("._variance", ".running_var");
            default -> spec.name();
        };
    }

    private static byte[] torch(Graph graph, String wrapper, boolean old) {
        Saved saved = new Saved();
        Map<String, Object> dict = new LinkedHashMap<>();
        for (TensorSpec spec : graph.tensors()) {
            dict.put(wrapper + torchName(spec), saved.torch(Fill.tensor(spec), spec.shape()));
            if (spec.kind() == TensorSpec.Kind.RUNNING_VARIANCE) {
                String counter = spec.name().replace("_variance", "num_batches_tracked");
                dict.put(wrapper + counter, saved.torch(new float[] {9}));
            }
        }
        return old ? saved.old(dict) : saved.zip(dict);
    }

    private static byte[] paddle(Graph graph) {
        Map<String, Object> dict = new LinkedHashMap<>();
        for (TensorSpec spec : graph.tensors()) {
            float[] values = Fill.tensor(spec);
            long[] shape = spec.shape();
            boolean turned = spec.kind() == TensorSpec.Kind.LINEAR;
            dict.put(
                    spec.name(),
                    turned
                            ? Saved.paddleTensor(turned(values, shape), shape[1], shape[0])
                            : Saved.paddleTensor(values, shape));
        }
        return Saved.paddle(4, dict);
    }

    private static float[] turned(float[] values, long... shape) {
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return turned;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("weights.any"), bytes);
    }

    @Tag("golden")
    @ParameterizedTest
    @CsvSource({
        "IResNet18, pt", "MobileFaceNet_base, pt", "FaceViT_tiny_patch9_112, pt",
        "IResNet18, old", "MobileFaceNet_base, pdparams", "FaceViT_tiny_patch9_112, pdparams"
    })
    void embeddingsAreThoseOfTheGoldens(String model, String form) throws IOException {
        double[] expected = Goldens.npy(model + ".emb_eval_b2.ref_f64");
        try (Backbone backbone = Backbones.create(ModelSpec.of(model), true, 1)) {
            Graph graph = backbone.graph();
            Path file = write(form.equals("pdparams") ? paddle(graph) : torch(graph, "module.", form.equals("old")));
            StateDictMapping transfer = StateDictMapping.of(Weights.open(file), graph, 100);
            transfer.copyTo(backbone);
            float[] actual = backbone.embed(Fill.input(2), 2);
            assertEquals(0, Goldens.difference(expected, actual), 2e-5 * Goldens.largest(expected));
            assertEquals(List.of(), transfer.warnings());
            int all = graph.tensors().size();
            assertTrue(
                    transfer.notes().get(0).contains(all + " of " + all + " tensors"),
                    transfer.notes().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "module.", "backbone.", "_orig_mod.module.", "state_dict."})
    void wrappersAreTakenOff(String wrapper) throws IOException {
        Graph graph = Graphs.graph(SMALL);
        StateDictMapping transfer = StateDictMapping.of(Weights.open(write(torch(graph, wrapper, false))), graph, 8);
        assertEquals(List.of(), transfer.warnings());
    }

    /** All numbers of the tensors of a network, in half precision, in a safetensors file. */
    private static byte[] halves(Graph graph) throws IOException {
        StringBuilder header = new StringBuilder("{");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (TensorSpec spec : graph.tensors()) {
            header.append(header.length() > 1 ? "," : "")
                    .append("\"_orig_mod." + torchName(spec) + "\":{\"dtype\":\"F16\",\"shape\":")
                    .append(Arrays.toString(spec.shape()).replace(" ", ""))
                    .append(",\"data_offsets\":[" + data.size() + ",");
            ByteBuffer numbers = ByteBuffer.allocate(2 * (int) spec.count()).order(ByteOrder.LITTLE_ENDIAN);
            while (numbers.hasRemaining()) {
                numbers.putShort((short) 0x3800);
            }
            data.write(numbers.array());
            header.append(data.size() + "]}");
        }
        byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        file.write(json);
        data.writeTo(file);
        return file.toByteArray();
    }

    @Test
    void halfPrecision() throws IOException {
        try (Backbone backbone = Backbones.create(SMALL, true, 1)) {
            Weights weights = Weights.open(write(halves(backbone.graph())));
            assertEquals(Weights.Format.SAFETENSORS, weights.format());
            StateDictMapping.of(weights, backbone.graph(), 8).copyTo(backbone);
            backbone.stateDict().values().forEach(values -> {
                for (float value : values) {
                    assertEquals(0.5f, value);
                }
            });
        }
    }

    private Path safetensors(Map<String, long[]> shapes) {
        SafetensorsWriter writer = new SafetensorsWriter();
        shapes.forEach((name, shape) -> {
            int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            writer.add(name, shape, (from, rows) -> new float[count]);
        });
        Path file = folder.resolve("w.safetensors");
        writer.write(file);
        return file;
    }

    @Test
    void whatIsLeftOverOnEitherSideIsListed() {
        Graph graph = Graphs.graph(SMALL);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        graph.tensors().forEach(spec -> shapes.put(spec.name(), spec.shape()));
        shapes.remove("features.layers.3.bias");
        shapes.remove("conv_sep.layers.2._weight");
        shapes.put("aux.weight", new long[] {2});
        shapes.put("head.weight", new long[] {9, 32});
        StateDictMapping transfer = StateDictMapping.of(Weights.open(safetensors(shapes)), graph, 8);
        int all = graph.tensors().size();
        assertTrue(transfer.notes().get(0).contains(all - 2 + " of " + all + " tensors of MobileFaceNet_small"));
        assertEquals(
                List.of(
                        "The weights lack 2 tensors: conv_sep.layers.2._weight, features.layers.3.bias; these keep"
                                + " their initial values",
                        "The network has no place for 1 tensor: aux.weight",
                        "The weights' class centers are dropped: they are of 9 identities, the training has 8"),
                transfer.warnings());
    }

    @Test
    void aTensorOfAnotherShapeIsNamedWithBothShapes() {
        Graph graph = Graphs.graph(SMALL);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        graph.tensors().forEach(spec -> shapes.put(spec.name(), spec.shape()));
        shapes.put("module.features.layers.2.weight", new long[] {512, 16});
        shapes.remove("features.layers.2.weight");
        Weights weights = Weights.open(safetensors(shapes));
        InputException e = assertThrows(InputException.class, () -> StateDictMapping.of(weights, graph, 8));
        String message = e.getMessage();
        assertTrue(message.contains("module.features.layers.2.weight has shape [512, 16]"), message);
        assertTrue(message.contains("needs [32, 512]"), message);
        assertTrue(message.contains("w.safetensors"), message);
        assertEquals("Global.pretrained_model", e.problems().get(0).key());
    }

    @Test
    void paddlesLinearLayersAreComparedTheirWay() throws IOException {
        Graph graph = Graphs.graph(SMALL);
        Map<String, Object> dict = new HashMap<>();
        dict.put("features.layers.2.weight", Saved.paddleTensor(new float[32 * 512], 32, 512));
        Weights weights = Weights.open(write(Saved.paddle(4, dict)));
        InputException e = assertThrows(InputException.class, () -> StateDictMapping.of(weights, graph, 8));
        assertTrue(e.getMessage().contains("needs [512, 32]"), e.getMessage());
    }

    @Test
    void weightsOfSomethingElseAreRefused() {
        Graph graph = Graphs.graph(SMALL);
        Weights other = Weights.open(safetensors(Map.of("encoder.0.weight", new long[] {2})));
        InputException e = assertThrows(InputException.class, () -> StateDictMapping.of(other, graph, 8));
        assertTrue(e.getMessage().contains("encoder.0.weight"), e.getMessage());
        String name = graph.tensors().get(0).name();
        Map<String, long[]> twice = Map.of(
                name,
                graph.tensors().get(0).shape(),
                "module." + name,
                graph.tensors().get(0).shape());
        Weights both = Weights.open(safetensors(twice));
        e = assertThrows(InputException.class, () -> StateDictMapping.of(both, graph, 8));
        assertTrue(e.getMessage().contains("are both " + name), e.getMessage());
    }

    @Test
    void workersTakeTheirShareOfTheClassCenters() throws IOException {
        Graph graph = Graphs.graph(SMALL);
        TensorSpec first = graph.tensors().get(0);
        TensorSpec head = new TensorSpec("head.weight", TensorSpec.Kind.LINEAR, 11, 32);
        float[] all = Fill.tensor(head);
        Saved saved = new Saved();
        Map<String, Object> dict = Map.of(
                "state_dict_backbone", Map.of(first.name(), saved.torch(Fill.tensor(first), first.shape())),
                "state_dict_softmax_fc", Map.of("weight", saved.torch(all, 11, 32)));
        StateDictMapping transfer = StateDictMapping.of(Weights.open(write(saved.zip(dict))), graph, 11);
        assertTrue(transfer.notes().contains("Class centers of 11 identities are taken"));
        for (int rank = 0; rank < 3; rank++) {
            ClassShard shard = ClassShard.of(11, rank, 3);
            try (MemoryCenters centers = Centers.of(new float[shard.count() * 32], 32)) {
                transfer.copyTo(new Checkpoint.Shard(shard, centers));
                float[] expected = Arrays.copyOfRange(all, shard.start() * 32, (shard.start() + shard.count()) * 32);
                assertArrayEquals(expected, Centers.all(centers, CenterField.CENTERS));
                assertArrayEquals(new float[expected.length], Centers.all(centers, CenterField.MOMENTUM));
            }
        }
    }

    /** The first bytes of such a file are those of a pickle. */
    @ParameterizedTest
    @ValueSource(ints = {640, 896, 1152, 1408})
    void aHeaderWhoseLengthLooksLikeAPickle(int length) throws IOException {
        String json = "{\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        ByteBuffer file = ByteBuffer.allocate(8 + length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(length).put((json + " ".repeat(length - json.length())).getBytes(StandardCharsets.US_ASCII));
        file.putFloat(2.5f);
        Weights weights = Weights.open(write(file.array()));
        assertEquals(Weights.Format.SAFETENSORS, weights.format());
        assertArrayEquals(new float[] {2.5f}, weights.tensors().get(0).read(0, 1));
    }

    @Test
    void everyWorkersCheckpointOfArcfaceTorchGivesItsClassCenters() throws IOException {
        Graph graph = Graphs.graph(SMALL);
        TensorSpec first = graph.tensors().get(0);
        float[] all = Fill.tensor(new TensorSpec("head.weight", TensorSpec.Kind.LINEAR, 5, 32));
        int[] cuts = {0, 3, 5};
        for (int rank = 0; rank < 2; rank++) {
            Saved saved = new Saved();
            float[] own = Arrays.copyOfRange(all, 32 * cuts[rank], 32 * cuts[rank + 1]);
            Object dict = Map.of(
                    "state_dict_backbone", Map.of(first.name(), saved.torch(Fill.tensor(first), first.shape())),
                    "state_dict_softmax_fc", Map.of("weight", saved.torch(own, cuts[rank + 1] - cuts[rank], 32)));
            Files.write(folder.resolve("checkpoint_gpu_" + rank + ".pt"), saved.zip(dict));
        }
        Weights weights = Weights.open(folder.resolve("checkpoint_gpu_0.pt"));
        assertEquals(1, weights.tensors().size());
        PretrainedCenters fit = PretrainedCenters.of(weights.centers(), 5, 32);
        assertTrue(fit.fits(), fit.message());
        assertArrayEquals(all, fit.read(0, 5, 32));
    }
}
