package org.idem.train.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.TensorSpec;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.layer.Centers;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("golden")
class BackboneGoldenTest {
    private static Backbone filled(String model, boolean channelsLast) {
        Backbone backbone = Backbones.create(ModelSpec.of(model), channelsLast, 1);
        Map<String, float[]> weights = new HashMap<>();
        backbone.graph().tensors().forEach(spec -> weights.put(spec.name(), Fill.tensor(spec)));
        backbone.loadStateDict(weights);
        return backbone;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IResNet18",
                "IResNet50",
                "IResNet100",
                "MobileFaceNet_base",
                "MobileFaceNet_large",
                "FaceViT_tiny_patch9_112"
            })
    void namesShapesAndOrderArePlscs(String model) {
        JsonNode golden = Goldens.json("names_" + model);
        Graph graph = Graphs.graph(ModelSpec.of(model));
        assertEquals(golden.get("param_count_excl_head").asLong(), graph.parameters());
        JsonNode tensors = golden.get("tensors");
        for (int i = 0; i < graph.tensors().size(); i++) {
            TensorSpec spec = graph.tensors().get(i);
            assertEquals(tensors.get(i).get("name").asText(), spec.name());
            assertEquals(
                    tensors.get(i).get("trainable").asBoolean(), spec.kind().trainable(), spec.name());
            long[] shape = Goldens.longs(tensors.get(i).get("shape"));
            org.junit.jupiter.api.Assertions.assertArrayEquals(shape, spec.shape(), spec.name());
        }
        assertEquals(
                "head.weight", tensors.get(graph.tensors().size()).get("name").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet34,34139328",
        "IResNet200,118833920",
        "FaceViT_small_patch9_112,76023296",
        "FaceViT_base_patch9_112,113833472",
        "FaceViT_large_patch9_112,255684352"
    })
    void parametersAreAsManyAsPlscs(String model, long count) {
        assertEquals(count, Graphs.graph(ModelSpec.of(model)).parameters());
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet18,2,false",
        "IResNet18,2,true",
        "IResNet50,2,true",
        "IResNet100,1,true",
        "MobileFaceNet_base,2,false",
        "MobileFaceNet_base,2,true",
        "MobileFaceNet_large,1,true",
        "FaceViT_tiny_patch9_112,2,true"
    })
    void embeddingsWithRunningStatistics(String model, int n, boolean channelsLast) {
        double[] expected = Goldens.npy(model + ".emb_eval_b" + n + ".ref_f64");
        try (Backbone backbone = filled(model, channelsLast)) {
            float[] actual = backbone.embed(Fill.input(n), n);
            assertEquals(0, Goldens.difference(expected, actual), 2e-5 * Goldens.largest(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet18,2,true",
        "IResNet18,4,false",
        "IResNet50,2,true",
        "MobileFaceNet_base,2,false",
        "FaceViT_tiny_patch9_112,2,true",
        "FaceViT_tiny_patch9_112,4,false"
    })
    void embeddingsWithBatchStatistics(String model, int n, boolean channelsLast) {
        double[] expected = Goldens.npy(model + ".emb_train_b" + n + ".ref_f64");
        try (Backbone backbone = filled(model, channelsLast)) {
            try (TensorScope scope = TensorScope.inference(backbone.manager())) {
                float[] actual = backbone.forward(scope, Tensor.of(Fill.input(n), n, 3, 112, 112), ComputeOptions.FP32)
                        .embeddings()
                        .toFloats();
                double tolerance = n == 2 ? 1e-2 : 3e-4 * Goldens.largest(expected);
                assertEquals(0, Goldens.difference(expected, actual), tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"IResNet18,true", "IResNet18,false", "MobileFaceNet_base,true", "FaceViT_tiny_patch9_112,true"})
    void oneTrainingStep(String model, boolean channelsLast) {
        JsonNode golden = Goldens.json(model + ".train_step_b4");
        long[] labels = Goldens.longs(golden.get("labels"));
        TensorSpec head = new TensorSpec("head.weight", TensorSpec.Kind.LINEAR, 100, 512);
        MemoryCenters centers = Centers.of(Fill.tensor(head), 512);
        try (Backbone backbone = filled(model, channelsLast);
                PartialFc layer = new PartialFc(
                        new SoloCollective(),
                        ClassShard.of(100, 0, 1),
                        centers,
                        ClassSampler.all(100),
                        CombinedMargin.arcFace(0.5, 64),
                        PartialFcOptions.full())) {
            try (TensorScope scope = TensorScope.recording(backbone.manager())) {
                ForwardBackwardPass way =
                        backbone.forward(scope, Tensor.of(Fill.input(4), 4, 3, 112, 112), ComputeOptions.FP32);
                Tensor embeddings = way.embeddings();
                checkCosines(model, embeddings);
                layer.beginStep(labels, 0);
                Tensor gradient = layer.forwardBackward(embeddings, labels, 1);
                assertEquals(golden.get("loss_ref").asDouble(), layer.settle(), 2e-4);
                way.backward(gradient);
            }
            float[] headBefore = Centers.all(centers, CenterField.CENTERS);
            layer.update(new CenterSgd(0, 0), 1);
            checkGradients(
                    golden.get("gradients"),
                    backbone,
                    headGradient(headBefore, Centers.all(centers, CenterField.CENTERS)));
            checkRunning(golden.get("running_after_one_step"), backbone);
        }
    }

    private static void checkCosines(String model, Tensor embeddings) {
        TensorScope.run(() -> {
            Tensor e = embeddings.detach();
            Tensor w =
                    Tensor.of(Fill.tensor(new TensorSpec("head.weight", TensorSpec.Kind.LINEAR, 100, 512)), 100, 512);
            Tensor cosines =
                    e.div(e.rowNorms(1e-12)).matmul(w.div(w.rowNorms(1e-12)).transpose());
            double[] expected = Goldens.npy(model + ".cosines_train_b4.ref_f64");
            assertEquals(0, Goldens.difference(expected, cosines.toFloats()), 1e-5 * 3);
        });
    }

    /** With rate 1, no momentum and no decay, the step taken is the gradient. */
    private static float[] headGradient(float[] before, float[] after) {
        float[] gradient = new float[before.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = before[i] - after[i];
        }
        return gradient;
    }

    private static void checkGradients(JsonNode golden, Backbone backbone, float[] head) {
        FlatParameters parameters = backbone.parameters();
        golden.fields().forEachRemaining(entry -> {
            String name = entry.getKey();
            JsonNode expected = entry.getValue();
            float[] actual = name.equals("head.weight") ? head : parameters.readFrom(parameters.gradients(), name);
            checkGradient(name, expected, actual);
        });
    }

    private static void checkGradient(String name, JsonNode expected, float[] actual) {
        double norm = 0;
        for (float g : actual) {
            norm += (double) g * g;
        }
        norm = Math.sqrt(norm);
        if (expected.isNull()) {
            assertEquals(0, norm, name);
            return;
        }
        double l2 = expected.get("l2_ref").asDouble();
        if (expected.path("zero").asBoolean()) {
            assertEquals(0, norm, 1e-4 * Math.sqrt(actual.length), name);
            return;
        }
        assertEquals(l2, norm, 5e-3 * l2, name);
        double[] first = Goldens.numbers(expected.get("first4_ref"));
        for (int i = 0; i < first.length; i++) {
            assertEquals(first[i], actual[i], 2e-3 * l2, name + "[" + i + "]");
        }
    }

    private static void checkRunning(JsonNode golden, Backbone backbone) {
        golden.fields().forEachRemaining(entry -> {
            double[] mean = Goldens.numbers(entry.getValue().get("mean_ref"));
            double[] variance = Goldens.numbers(entry.getValue().get("var_unbiased_ref"));
            FlatParameters parameters = backbone.parameters();
            assertEquals(0, Goldens.difference(mean, parameters.read(entry.getKey() + "._mean")), 1e-4, entry.getKey());
            float[] actual = parameters.read(entry.getKey() + "._variance");
            assertEquals(0, Goldens.difference(variance, actual), 1e-3 * Goldens.largest(variance), entry.getKey());
        });
    }

    @Test
    void channelsLastAndRowMajorStoreTheSameWeights() {
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 64, 32, java.util.List.of(), 0);
        try (Backbone rows = Backbones.create(spec, false, 5);
                Backbone last = Backbones.create(spec, true, 5)) {
            Map<String, float[]> expected = rows.stateDict();
            last.stateDict()
                    .forEach((name, values) ->
                            org.junit.jupiter.api.Assertions.assertArrayEquals(expected.get(name), values, name));
            assertTrue(expected.size() > 50);
        }
    }
}
