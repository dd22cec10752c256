package org.idem.train.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.Layer;
import org.idem.model.ModelSpec;
import org.idem.train.golden.Cosine;
import org.idem.train.golden.Fill;
import org.idem.train.golden.Goldens;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Masking, skipped blocks and mixed precision of the transformer. */
class FaceViTTest {
    private static final String TINY = "FaceViT_tiny_patch9_112";
    private static final int SMALL_SIDE = 32;

    private static ModelSpec small(double maskRatio, double dropPathRate) {
        return new ModelSpec(TINY, 16, SMALL_SIDE, List.of(), 0, maskRatio, dropPathRate);
    }

    private static Tensor images(int n) {
        return Tensor.of(Fill.symmetric("small", n * 3 * SMALL_SIDE * SMALL_SIDE, 1), n, 3, SMALL_SIDE, SMALL_SIDE);
    }

    private static float[] uniform(String name, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Fill.u(name, i);
        }
        return numbers;
    }

    /** The masking noise is asked for once, the rates of blocks 1 to 11 in the order of computation. */
    private static LayerRandom prescribed() {
        AtomicInteger branch = new AtomicInteger();
        return (layer, images, each) -> each == 1
                ? uniform("vit.drop_path." + branch.getAndIncrement(), images)
                : uniform("vit.mask_noise", images * each);
    }

    @Test
    @Tag("golden")
    void prescribedMasksAndSkippedBlocks() {
        // PLSC masks a tenth whatever its config says.
        ModelSpec spec = new ModelSpec(TINY, 512, 112, List.of(), 0, 0.1, 0.1);
        double[] expected = Goldens.npy(TINY + ".emb_train_b4_mask_droppath.ref_f64");
        try (Backbone net = Backbones.create(spec, true, 1)) {
            Map<String, float[]> weights = new HashMap<>();
            net.graph().tensors().forEach(tensor -> weights.put(tensor.name(), Fill.tensor(tensor)));
            net.loadStateDict(weights);
            try (TensorScope scope = TensorScope.inference(net.manager())) {
                Tensor images = Tensor.of(Fill.input(4), 4, 3, 112, 112);
                float[] actual = net.forward(scope, images, ComputeOptions.FP32, prescribed())
                        .embeddings()
                        .toFloats();
                assertEquals(0, Goldens.difference(expected, actual), 1e-3 * Goldens.largest(expected));
            }
        }
    }

    @Test
    @Tag("golden")
    void keptTokensAreThoseOfTheLeastNoise() {
        JsonNode golden = Goldens.json(TINY + ".mask_droppath").get("kept_token_ids_in_processing_order");
        TokenMask order = TokenMask.of(uniform("vit.mask_noise", 4 * 144), 4, 129);
        for (int image = 0; image < 4; image++) {
            long first = image * 144L;
            long[] kept = Arrays.stream(order.kept(), image * 129, (image + 1) * 129)
                    .map(row -> row - first)
                    .toArray();
            assertArrayEquals(Goldens.longs(golden.get(image)), kept);
        }
        assertEquals(
                4 * 15,
                Arrays.stream(order.restoreIndex())
                        .filter(row -> row == 4 * 129)
                        .count());
    }

    @Test
    void theConfiguredRatioIsKept() {
        Graph graph = Graphs.graph(new ModelSpec(TINY, 512, 112, List.of(), 0, 0.05, 0));
        Layer.KeepTokens keep = (Layer.KeepTokens) graph.layers().stream()
                .filter(Layer.KeepTokens.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(136, keep.kept(144));
        assertThrows(IllegalArgumentException.class, () -> small(1, 0));
    }

    @Test
    void theMaskTokenLearnsAndChanceFollowsTheDraws() {
        try (Backbone net = Backbones.create(small(0.3, 0.2), true, 1)) {
            float[] first = embeddings(net, LayerRandom.of(5, 7, 0), ComputeOptions.FP32);
            assertTrue(net.parameters().readFrom(net.parameters().gradients(), "mask_token")[3] != 0);
            assertArrayEquals(first, embeddings(net, LayerRandom.of(5, 7, 0), ComputeOptions.FP32));
            assertFalse(Arrays.equals(first, embeddings(net, LayerRandom.of(5, 8, 0), ComputeOptions.FP32)));
            assertFalse(Arrays.equals(first, embeddings(net, LayerRandom.of(6, 7, 0), ComputeOptions.FP32)));
        }
    }

    private static float[] embeddings(Backbone net, LayerRandom draws, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            net.parameters().clearGradients();
            ForwardBackwardPass pass = net.forward(scope, images(4), arithmetic, draws);
            pass.backward(Tensor.of(Fill.symmetric("direction", 4 * 16, 1), 4, 16));
            return pass.embeddings().toFloats();
        }
    }

    @Test
    void anImageDrawsTheSameOnEveryWorker() {
        float[] whole = LayerRandom.of(3, 11, 0).uniform(4, 6, 5);
        float[] second = LayerRandom.of(3, 11, 3).uniform(4, 3, 5);
        assertArrayEquals(Arrays.copyOfRange(whole, 15, 30), second);
        for (float number : whole) {
            assertTrue(number >= 0 && number < 1);
        }
        assertNotEquals(whole[0], LayerRandom.of(3, 11, 0).uniform(5, 6, 5)[0]);
    }

    @Test
    void bfloat16StaysCloseWithEmbeddingsInFloat() {
        try (Backbone net = Backbones.create(small(0.1, 0), true, 1)) {
            float[] exact = embeddings(net, LayerRandom.of(1, 1, 0), ComputeOptions.FP32);
            float[] gradient = net.parameters().gradients().toFloats();
            float[] rough = embeddings(net, LayerRandom.of(1, 1, 0), ComputeOptions.BF16);
            assertTrue(Cosine.of(exact, rough) > 0.99, "embeddings " + Cosine.of(exact, rough));
            double gradients = Cosine.of(gradient, net.parameters().gradients().toFloats());
            assertTrue(gradients > 0.97, "gradients " + gradients);
            assertFalse(Arrays.equals(exact, rough));
        }
    }
}
