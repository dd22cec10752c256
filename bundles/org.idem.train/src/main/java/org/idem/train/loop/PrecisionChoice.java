package org.idem.train.loop;

import java.util.Locale;
import java.util.SplittableRandom;
import org.idem.config.Precision;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.Layer;
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
    private static final int PROBE_ROUNDS = 5;
    private static final double PROBE_SECONDS = 6;
    /** bfloat16 must be this much faster to be worth its rounding. */
    private static final double WORTH = 0.9;

    /** Name as in configs. */
    String key() {
        return bfloat16 ? Precision.BF16.key() : Precision.FP32.key();
    }

    /**
     * Decides. {@code auto} measures a few steps of the network in both where the processor multiplies bfloat16 and the
     * network has no depthwise convolutions; a resumed training keeps what it began with.
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
        if (hasGroupedConvolutions(plan)) {
            return new PrecisionChoice(false, "depthwise convolutions are several times slower in bfloat16");
        }
        int images = Math.max(
                2,
                Math.min(
                        PROBE_IMAGES,
                        plan.config().train().batchSize()
                                / plan.config().global().accumSteps()));
        try (Backbone probe = Backbones.create(plan.model(), plan.channelsLast(), 0)) {
            return measured(probe, images);
        }
    }

    /** Libtorch's grouped convolutions in bfloat16 took 3 to 5 times as long as in fp32 wherever they were measured. */
    private static boolean hasGroupedConvolutions(TrainingPlan plan) {
        return Backbones.graph(plan.model()).layers().stream()
                .anyMatch(layer -> layer instanceof Layer.Conv conv && conv.groups() > 1);
    }

    /** Alternates, and takes the best of each: other processes only ever make a step slower. The first round warms up. */
    private static PrecisionChoice measured(Backbone probe, int images) {
        double wide = Double.POSITIVE_INFINITY;
        double narrow = Double.POSITIVE_INFINITY;
        long start = System.nanoTime();
        for (int round = 0; round < PROBE_ROUNDS; round++) {
            double inFp32 = secondsOfStep(probe, images, false);
            double inBf16 = secondsOfStep(probe, images, true);
            boolean warm = round > 0;
            wide = warm ? Math.min(wide, inFp32) : wide;
            narrow = warm ? Math.min(narrow, inBf16) : narrow;
            if (warm && (System.nanoTime() - start) / 1e9 > PROBE_SECONDS) {
                break;
            }
        }
        return new PrecisionChoice(
                narrow < WORTH * wide,
                String.format(
                        Locale.ROOT,
                        "measured %.0f ms a step of %d images in fp32, %.0f ms in bf16",
                        1000 * wide,
                        images,
                        1000 * narrow));
    }

    private static double secondsOfStep(Backbone net, int images, boolean bfloat16) {
        int side = net.graph().inputSize();
        SplittableRandom random = new SplittableRandom(1);
        float[] pixels = new float[images * 3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextDouble() * 2 - 1);
        }
        long start = System.nanoTime();
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            Tensor output = net.train(scope, Tensor.of(pixels, images, 3, side, side), bfloat16);
            output.backward(output.detach().copy());
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
