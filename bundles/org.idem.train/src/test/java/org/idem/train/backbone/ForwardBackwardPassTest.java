package org.idem.train.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.train.golden.Cosine;
import org.idem.train.golden.Fill;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.Autocast;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DjlArrays;
import org.idem.train.tensor.GradMode;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardBackwardPassTest {
    private static final int IMAGES = 4;
    private static final int DIM = 16;
    private static final LayerRandom DRAWS = LayerRandom.of(3, 5, 0);
    private static final KernelChoice LIBTORCH = KernelChoice.libtorch("for comparison");
    private static final KernelChoice AUTOMATIC = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());

    private static ModelSpec small(String model) {
        return model.startsWith("FaceViT")
                ? new ModelSpec(model, DIM, 48, List.of(), 0, 0.3, 0.2)
                : new ModelSpec(model, DIM, 32, List.of(), 0);
    }

    private static Tensor images(Backbone net) {
        int side = net.graph().inputSize();
        return Tensor.of(Fill.symmetric("images", IMAGES * 3 * side * side, 1), IMAGES, 3, side, side);
    }

    private static Tensor direction() {
        return Tensor.of(Fill.symmetric("direction", IMAGES * DIM, 1), IMAGES, DIM);
    }

    /** Gradients, running statistics and embeddings of one pass. */
    private record Outcome(float[] gradients, float[] statistics, float[] embeddings) {
        static Outcome of(Backbone net, Tensor embeddings) {
            FlatParameters parameters = net.parameters();
            return new Outcome(
                    parameters.gradients().toFloats(), parameters.statistics().toFloats(), embeddings.toFloats());
        }
    }

    private static Outcome pass(
            String model, boolean channelsLast, Recomputation recomputation, ComputeOptions arithmetic) {
        return pass(model, channelsLast, recomputation, LIBTORCH, arithmetic);
    }

    private static Outcome pass(
            String model,
            boolean channelsLast,
            Recomputation recomputation,
            KernelChoice kernels,
            ComputeOptions arithmetic) {
        try (Backbone net = Backbones.create(small(model), channelsLast, recomputation, kernels, 7)) {
            return pass(net, arithmetic);
        }
    }

    private static Outcome pass(String model, KernelChoice kernels, ComputeOptions arithmetic, long seed) {
        try (Backbone net = Backbones.create(small(model), true, Recomputation.NONE, kernels, seed)) {
            return pass(net, arithmetic);
        }
    }

    private static Outcome pass(Backbone net, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            net.parameters().clearGradients();
            ForwardBackwardPass pass = net.forward(scope, images(net), arithmetic, DRAWS);
            float[] before = pass.embeddings().toFloats();
            pass.backward(direction());
            assertArrayEquals(before, pass.embeddings().toFloats(), "embeddings outlive the way back");
            return Outcome.of(net, pass.embeddings());
        }
    }

    /** What libtorch records, and differentiates itself, through the DJL block. */
    private static Outcome recorded(String model, boolean channelsLast, ComputeOptions arithmetic) {
        try (Backbone net = Backbones.create(small(model), channelsLast, 7);
                TensorScope scope = TensorScope.recording(net.manager())) {
            Tensor input = channelsLast ? images(net).channelsLast() : images(net);
            NDList x = new NDList(DjlArrays.of(input, scope.manager()));
            Tensor embeddings = Autocast.run(
                    arithmetic,
                    () -> DjlArrays.toTensor(net.block()
                            .forward(net.parameters(), x, true, GraphBlock.parameters(DRAWS))
                            .singletonOrThrow()));
            GradMode.backward(embeddings, direction());
            return Outcome.of(net, embeddings);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IResNet18,true",
        "IResNet18,false",
        "MobileFaceNet_small,true",
        "MobileFaceNet_base,false",
        "FaceViT_tiny_patch9_112,true"
    })
    void theWayBackIsTheOneThatLibtorchDerives(String model, boolean channelsLast) {
        Outcome expected = recorded(model, channelsLast, ComputeOptions.FP32);
        Outcome actual = pass(model, channelsLast, Recomputation.NONE, ComputeOptions.FP32);
        assertClose(expected.embeddings(), actual.embeddings(), 1e-5);
        assertClose(expected.statistics(), actual.statistics(), 1e-6);
        assertClose(expected.gradients(), actual.gradients(), 1e-3);
        // Where rounding differs, a value next to 0 may have the other slope.
        Outcome byKernels = pass(model, channelsLast, Recomputation.NONE, AUTOMATIC, ComputeOptions.FP32);
        assertClose(expected.embeddings(), byKernels.embeddings(), 1e-5);
        assertClose(expected.statistics(), byKernels.statistics(), 1e-5);
        assertClose(expected.gradients(), byKernels.gradients(), 5e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IResNet18", "MobileFaceNet_small", "FaceViT_tiny_patch9_112"})
    void whatIsComputedTwiceGivesTheSameBits(String model) {
        assertSameBitsWhenComputedTwice(model, LIBTORCH);
        assertSameBitsWhenComputedTwice(model, AUTOMATIC);
    }

    private static void assertSameBitsWhenComputedTwice(String model, KernelChoice kernels) {
        Outcome kept = pass(model, true, Recomputation.NONE, kernels, ComputeOptions.FP32);
        for (Recomputation recomputation : List.of(Recomputation.STAGE, Recomputation.BLOCK)) {
            Outcome again = pass(model, true, recomputation, kernels, ComputeOptions.FP32);
            assertArrayEquals(kept.embeddings(), again.embeddings());
            assertArrayEquals(kept.statistics(), again.statistics(), "running statistics moved once");
            assertArrayEquals(kept.gradients(), again.gradients(), model + " " + recomputation);
        }
    }

    @Test
    void theFirstGradientReplacesThatOfTheStepBefore() {
        try (Backbone net = Backbones.create(small("FaceViT_tiny_patch9_112"), true, 7)) {
            net.parameters().gradients().fill_(3);
            Outcome once = pass(net, ComputeOptions.FP32);
            TensorScope.run(() -> net.parameters().gradients().fill_(Double.NaN));
            assertArrayEquals(once.gradients(), pass(net, ComputeOptions.FP32).gradients());
            try (TensorScope scope = TensorScope.recording(net.manager())) {
                net.forward(scope, images(net), ComputeOptions.FP32, DRAWS).backward(direction());
            }
            float[] twice = net.parameters().gradients().toFloats();
            for (int i = 0; i < twice.length; i++) {
                assertEquals(2 * once.gradients()[i], twice[i], Math.abs(once.gradients()[i]) * 1e-5 + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MobileFaceNet_base", "IResNet18", "FaceViT_tiny_patch9_112"})
    void bfloat16IsAsCloseAsLibtorchsOwn(String model) {
        Outcome exact = pass(model, true, Recomputation.NONE, ComputeOptions.FP32);
        Outcome rough = pass(model, true, Recomputation.NONE, ComputeOptions.BF16);
        Outcome libtorchs = recorded(model, true, ComputeOptions.BF16);
        assertTrue(Cosine.of(exact.embeddings(), rough.embeddings()) > 0.99, "embeddings");
        double theirs = Cosine.of(exact.gradients(), libtorchs.gradients());
        assertEquals(theirs, Cosine.of(exact.gradients(), rough.gradients()), 0.005);
    }

    @ParameterizedTest
    @CsvSource({"MobileFaceNet_base,33", "MobileFaceNet_small,16", "IResNet18,9", "FaceViT_tiny_patch9_112,0"})
    void normAndPReluAreOneOperation(String model, int pairs) {
        assumeTrue(AUTOMATIC.vectorized(), AUTOMATIC.reason());
        for (KernelChoice kernels : List.of(LIBTORCH, AUTOMATIC)) {
            try (Backbone net = Backbones.create(small(model), true, Recomputation.NONE, kernels, 7);
                    TensorScope scope = TensorScope.recording(net.manager())) {
                ForwardBackwardPass pass = net.forward(scope, images(net), ComputeOptions.FP32, DRAWS);
                int layers = net.graph().layers().size();
                assertEquals(kernels == AUTOMATIC ? layers - pairs : layers, pass.operations());
            }
        }
    }

    /** Over several weights: where rounding differs, values next to 0 have other slopes, for better or worse. */
    @Test
    void kernelsAreNoRougherThanLibtorch() {
        assumeTrue(AUTOMATIC.vectorized(), AUTOMATIC.reason());
        double theirs = 0;
        double ours = 0;
        for (long seed = 1; seed <= 4; seed++) {
            Outcome exact = pass("IResNet18", LIBTORCH, ComputeOptions.FP32, seed);
            theirs += distance(
                    exact.gradients(),
                    pass("IResNet18", LIBTORCH, ComputeOptions.BF16, seed).gradients());
            ours += distance(
                    exact.gradients(),
                    pass("IResNet18", AUTOMATIC, ComputeOptions.BF16, seed).gradients());
        }
        assertTrue(ours <= 1.1 * theirs, ours + " > " + theirs);
    }

    @Test
    void aNetworkIsCutBehindItsResidualBlocks() {
        Graph graph = Graphs.graph(ModelSpec.of("IResNet50"));
        assertEquals(24, Recomputation.BLOCK.cuts(graph).size());
        List<Integer> stages = Recomputation.STAGE.cuts(graph);
        assertTrue(Recomputation.BLOCK.cuts(graph).containsAll(stages));
        assertEquals(4, stages.size());
        assertEquals(List.of(), Recomputation.NONE.cuts(graph));
    }

    private static void assertClose(float[] expected, float[] actual, double tolerance) {
        assertEquals(0, distance(expected, actual), tolerance);
    }

    private static double distance(float[] expected, float[] actual) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) expected[i] - actual[i], 2);
            size += Math.pow(expected[i], 2);
        }
        assertTrue(size > 0);
        return Math.sqrt(difference / size);
    }

    @ParameterizedTest
    @CsvSource({"MobileFaceNet_small,NONE", "MobileFaceNet_small,BLOCK", "FaceViT_tiny_patch9_112,NONE"})
    void whatIsFinishedOnTheWayBackStaysAsItIs(String model, Recomputation recomputation) {
        try (Backbone net = Backbones.create(small(model), true, recomputation, 7)) {
            List<Long> positions = new ArrayList<>();
            List<Integer> finished = new ArrayList<>();
            for (int step = 0; step < 2; step++) {
                positions.clear();
                finished.clear();
                try (TensorScope scope = TensorScope.recording(net.manager())) {
                    net.parameters().clearGradients();
                    ForwardBackwardPass pass = net.forward(scope, images(net), ComputeOptions.FP32, DRAWS);
                    pass.backward(direction(), from -> {
                        positions.add(from);
                        finished.add(tail(net, from));
                    });
                }
            }
            assertEquals(0L, positions.get(positions.size() - 1));
            for (int i = 0; i < positions.size(); i++) {
                long from = positions.get(i);
                assertTrue(i == 0 || from <= positions.get(i - 1));
                assertEquals(finished.get(i), tail(net, from), "gradients from " + from + " on");
            }
        }
    }

    /** What tells the gradients from a position on from others. */
    private static int tail(Backbone net, long from) {
        Tensor all = net.parameters().gradients();
        return TensorScope.compute(
                () -> Arrays.hashCode(all.narrow(from, all.count() - from).toFloats()));
    }
}
