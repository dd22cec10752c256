package org.idem.train.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.train.golden.Fill;
import org.idem.train.optim.SgdMomentum;
import org.idem.train.optim.WeightDecay;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class BackboneTest {
    private static final ModelSpec SMALL = new ModelSpec("MobileFaceNet_small", 64, 32, List.of(), 0);

    private static float[] images(int n) {
        return Fill.symmetric("small", n * 3 * 32 * 32, 1);
    }

    private static double step(Backbone net, SgdMomentum optimizer, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            net.parameters().clearGradients();
            ForwardBackwardPass pass = net.forward(scope, Tensor.of(images(8), 8, 3, 32, 32), arithmetic);
            double loss = pass.embeddings().square().sum();
            pass.backward(pass.embeddings().duplicate().add_(-1).mul_(0.01));
            optimizer.step(0.01);
            return loss;
        }
    }

    @Test
    void trainsWithoutLeaking() throws IOException {
        try (Backbone net = Backbones.create(SMALL, true, 1)) {
            FlatParameters p = net.parameters();
            try (SgdMomentum optimizer = new SgdMomentum(p, WeightDecay.NONE, 0.9)) {
                for (int i = 0; i < 30; i++) {
                    step(net, optimizer, ComputeOptions.FP32);
                }
                long before = residentKiB();
                for (int i = 0; i < 100; i++) {
                    step(net, optimizer, ComputeOptions.FP32);
                }
                // Keeping one step's tensors would cost several MiB each time; the rest is Java's own heap growing.
                assertTrue(residentKiB() - before < 200_000, before + " → " + residentKiB() + " KiB");
            }
        }
    }

    private static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    @Test
    void bfloat16StaysCloseAndGradientsAreFloat() {
        try (Backbone net = Backbones.create(SMALL, true, 1)) {
            float[] exact = net.embed(images(2), 2);
            try (TensorScope scope = TensorScope.inference(net.manager())) {
                float[] rough = net.embed(scope, Tensor.of(images(2), 2, 3, 32, 32), ComputeOptions.BF16)
                        .toFloats();
                assertTrue(cosine(exact, rough) > 0.999);
                assertNotEquals(exact[0], rough[0]);
            }
            FlatParameters p = net.parameters();
            try (SgdMomentum optimizer = new SgdMomentum(p, WeightDecay.NONE, 0.9)) {
                assertTrue(step(net, optimizer, ComputeOptions.BF16) > 0);
                assertTrue(Double.isFinite(p.values().norm()));
            }
        }
    }

    /** Processors without products of half precision sum in it too, and lose then what it has more than bfloat16. */
    @Test
    void halfPrecisionIsBetweenBfloat16AndSingle() {
        boolean sumsInSingle = CpuFeatures.detect().flags().contains("avx512_fp16");
        ComputeOptions half = ComputeOptions.FP16;
        try (Backbone net = Backbones.create(SMALL, true, 1);
                TensorScope scope = TensorScope.inference(net.manager())) {
            float[] exact = net.embed(images(2), 2);
            Tensor input = Tensor.of(images(2), 2, 3, 32, 32);
            double inHalf = cosine(exact, net.embed(scope, input, half).toFloats());
            double inBf16 =
                    cosine(exact, net.embed(scope, input, ComputeOptions.BF16).toFloats());
            assertTrue(inHalf < 1 && inHalf > (sumsInSingle ? inBf16 : 0.999), inHalf + ", " + inBf16);
        }
    }

    @Test
    void bfloat16GradientsPointTheSameWay() {
        ModelSpec spec = new ModelSpec("IResNet18", 64, 32, List.of(), 0);
        float[][] gradients = new float[2][];
        for (int i = 0; i < 2; i++) {
            try (Backbone net = Backbones.create(spec, true, 3)) {
                try (TensorScope scope = TensorScope.recording(net.manager())) {
                    ForwardBackwardPass pass = net.forward(
                            scope,
                            Tensor.of(images(8), 8, 3, 32, 32),
                            i == 1 ? ComputeOptions.BF16 : ComputeOptions.FP32);
                    pass.backward(Tensor.of(Fill.symmetric("direction", 8 * 64, 1), 8, 64));
                }
                gradients[i] = net.parameters().gradients().toFloats();
            }
        }
        assertTrue(cosine(gradients[0], gradients[1]) > 0.97, "cosine " + cosine(gradients[0], gradients[1]));
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void initialWeightsFollowFromTheSeed() {
        try (Backbone a = Backbones.create(SMALL, true, 1);
                Backbone b = Backbones.create(SMALL, true, 1);
                Backbone c = Backbones.create(SMALL, true, 2)) {
            assertArrayEquals(
                    a.parameters().values().toFloats(), b.parameters().values().toFloats());
            assertNotEquals(
                    a.parameters().values().norm(), c.parameters().values().norm());
        }
    }

    @Test
    void weightsAreReadBackAsWritten() {
        try (Backbone a = Backbones.create(SMALL, true, 1);
                Backbone b = Backbones.create(SMALL, false, 2)) {
            b.loadStateDict(a.stateDict());
            float[] expected = a.embed(images(2), 2);
            assertArrayEquals(expected, b.embed(images(2), 2), 1e-5f * 10);
            Map<String, float[]> short_ = new HashMap<>(a.stateDict());
            short_.remove("conv_sep.layers.0.weight");
            assertThrows(IllegalArgumentException.class, () -> b.loadStateDict(short_));
        }
    }

    @Test
    void unitScaleIsOneInTraining() {
        try (Backbone net = Backbones.create(new ModelSpec("IResNet18", 32, 16, List.of(), 0), true, 1)) {
            net.parameters().write("features.weight", new float[32]);
            try (TensorScope scope = TensorScope.recording(net.manager())) {
                net.forward(
                        scope,
                        Tensor.of(Fill.symmetric("tiny", 2 * 3 * 16 * 16, 1), 2, 3, 16, 16),
                        ComputeOptions.FP32);
            }
            assertEquals(1f, net.parameters().read("features.weight")[5]);
        }
    }

    @Test
    void unknownNamesAndSizesAreRefused() {
        assertTrue(Graphs.names().contains("MobileFaceNet_small"));
        assertThrows(IllegalArgumentException.class, () -> Graphs.graph(ModelSpec.of("ResNet")));
        assertThrows(IllegalArgumentException.class, () -> new ModelSpec("IResNet18", 512, 100, List.of(), 0));
    }

    @Test
    void theDjlBlockKnowsItsShapes() {
        try (Backbone net = Backbones.create(SMALL, true, 1)) {
            assertTrue(net.block().isInitialized());
            assertEquals(
                    64,
                    net.block()
                            .getOutputShapes(
                                    new ai.djl.ndarray.types.Shape[] {new ai.djl.ndarray.types.Shape(3, 3, 32, 32)})[0]
                            .get(1));
        }
    }
}
