package org.idem.train.loop;

import java.util.Locale;
import org.idem.config.Precision;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Which arithmetic a training uses, and why.
 *
 * @param bfloat16 bfloat16 in convolutions and matrix products, else fp32 everywhere
 * @param reason one line for log and environment
 */
record PrecisionChoice(boolean bfloat16, String reason) {
    private static final int PROBE_IMAGES = 16;
    private static final int PROBE_STEPS = 3;
    /** bfloat16 must be this much faster to be worth its rounding. */
    private static final double WORTH = 0.9;

    /** Name as in configs. */
    String key() {
        return bfloat16 ? Precision.BF16.key() : Precision.FP32.key();
    }

    /**
     * Decides. {@code auto} measures a few steps of the network in both where the processor multiplies bfloat16; a
     * resumed training keeps what it began with.
     *
     * @param before precision of the checkpoint, null for a new training
     */
    static PrecisionChoice of(TrainingPlan plan, String before, CpuFeatures cpu) {
        Precision wanted = plan.config().precision().mode();
        return switch (wanted) {
            case FP32 -> new PrecisionChoice(false, "the config asks for it");
            case BF16 -> new PrecisionChoice(
                    true,
                    cpu.multipliesBf16()
                            ? "the config asks for it"
                            : "the config asks for it, though this processor emulates it and fp32 is many times faster");
            case FP16 -> throw new InputException(Problem.error(
                    null,
                    "Global.precision",
                    "fp16 needs a graphics card; processors compute it too slowly",
                    "set Global.precision to auto"));
            case AUTO -> before == null
                    ? automatic(plan, cpu)
                    : new PrecisionChoice(before.equals(Precision.BF16.key()), "as before the resume");
        };
    }

    private static PrecisionChoice automatic(TrainingPlan plan, CpuFeatures cpu) {
        if (!cpu.multipliesBf16()) {
            return new PrecisionChoice(false, "this processor has no bfloat16 arithmetic");
        }
        int images = Math.max(
                2,
                Math.min(
                        PROBE_IMAGES,
                        plan.config().train().batchSize()
                                / plan.config().global().accumSteps()));
        try (Backbone probe = Backbones.create(plan.model(), plan.channelsLast(), 0)) {
            double wide = secondsPerStep(probe, images, false);
            double narrow = secondsPerStep(probe, images, true);
            boolean better = narrow < WORTH * wide;
            return new PrecisionChoice(
                    better,
                    String.format(
                            Locale.ROOT,
                            "measured %.0f ms a step of %d images in fp32, %.0f ms in bf16",
                            1000 * wide,
                            images,
                            1000 * narrow));
        }
    }

    private static double secondsPerStep(Backbone net, int images, boolean bfloat16) {
        double best = Double.POSITIVE_INFINITY;
        int side = net.graph().inputSize();
        for (int i = 0; i < PROBE_STEPS; i++) {
            long start = System.nanoTime();
            try (TensorScope scope = TensorScope.recording(net.manager())) {
                Tensor input = Tensor.empty(images, 3, side, side);
                TensorScope.run(() -> input.fill_(0.1));
                Tensor output = net.train(scope, input, bfloat16);
                output.backward(output.detach().copy());
            }
            best = i == 0 ? best : Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }
}
