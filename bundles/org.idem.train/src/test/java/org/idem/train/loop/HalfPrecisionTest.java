package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.model.ModelSpec;
import org.idem.train.TinyRun;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.golden.Cosine;
import org.idem.train.golden.Fill;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loss scaling is for, by the arithmetic that graphics cards have and processors can do slowly. */
class HalfPrecisionTest {
    private static final ComputeOptions HALF = ComputeOptions.FP16;

    /** Of a size that the gradients of embeddings have late in a training with many images. */
    private static final double SMALL = 1e-9;

    @TempDir
    static Path folder;

    /** Gradient of a network for a small one of its embeddings, times the scale. */
    private static float[] gradient(ComputeOptions arithmetic, double scale) {
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 32, 32, List.of(0, 0, 0, 0), 1);
        try (Backbone net = Backbones.create(spec, true, 1)) {
            try (TensorScope scope = TensorScope.recording(net.manager())) {
                Tensor images = Tensor.of(Fill.symmetric("half", 4 * 3 * 32 * 32, 1), 4, 3, 32, 32);
                ForwardBackwardPass pass = net.forward(scope, images, arithmetic);
                pass.backward(
                        Tensor.of(Fill.symmetric("gradient", 4 * 32, 1), 4, 32).mul_(SMALL * scale));
            }
            return net.parameters().readFrom(net.parameters().gradients(), "conv_sep.layers.0.weight");
        }
    }

    @Test
    void scalingSavesSmallGradients() {
        float[] exact = gradient(ComputeOptions.FP32, 1);
        double plain = Cosine.of(exact, gradient(HALF, 1));
        double scaled = Cosine.of(exact, gradient(HALF, 1 << 16));
        assertTrue(scaled > 0.99, scaled + " with scaling");
        assertTrue(plain < 0.9, plain + " without");
    }

    @Test
    void aProcessorRefusesItWithARemedy() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "fp16", "Global.device=auto", "Global.precision=fp16");
        InputException refused = assertThrows(InputException.class, () -> tiny.train(false));
        assertEquals("Global.precision", refused.problems().get(0).key());
        assertTrue(refused.problems().get(0).remedy().contains("auto"), refused.getMessage());
    }
}
