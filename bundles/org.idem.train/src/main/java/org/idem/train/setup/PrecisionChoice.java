package org.idem.train.setup;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.idem.config.Precision;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.model.Recomputation;
import org.idem.plan.TrainingPlan;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Which arithmetic a training uses, and why.
 *
 * @param arithmetic of convolutions and matrix products
 * @param reason one line for log and environment
 */
public record PrecisionChoice(ComputeOptions arithmetic, String reason) {
    private static final int PROBE_IMAGES = 16;
    private static final int PROBE_ROUNDS = 5;
    private static final double PROBE_SECONDS = 6;
    /** bfloat16 must be this much faster to be worth its rounding. */
    private static final double WORTH = 0.9;

    /** Returns the name that a config gives the precision. */
    public String key() {
        return arithmetic.scalarType().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Decides for the device that the calling thread belongs to. {@code auto} measures a few steps of the network in both where the processor multiplies bfloat16;
     * a resumed training keeps what it began with unless this processor is slow at it.
     *
     * @param before precision of the checkpoint, null for a new training
     */
    public static PrecisionChoice of(TrainingPlan plan, String before, CpuFeatures cpu) {
        Precision wanted = plan.config().precision().mode();
        return switch (wanted) {
            case FP32 -> fp32("the config asks for it");
            case BF16 -> bf16(
                    multipliesBf16(cpu)
                            ? "the config asks for it"
                            : "the config asks for it, though this processor emulates it and fp32 is many times"
                                    + " faster");
            case FP16 -> fp16();
            case AUTO -> before == null ? automatic(plan, cpu) : resumed(before, cpu);
        };
    }

    private static PrecisionChoice fp16() {
        if (Device.current().isHost()) {
            throw new InputException(Problem.error(
                    null,
                    "Global.precision",
                    "fp16 needs a graphics card; processors compute it too slowly",
                    "set Global.precision to auto"));
        }
        return new PrecisionChoice(ComputeOptions.FP16, "the config asks for it");
    }

    /** What another process chose, by its {@link #key} and reason. */
    public static PrecisionChoice named(String key, String reason) {
        ComputeOptions arithmetic = Stream.of(ComputeOptions.FP32, ComputeOptions.BF16, ComputeOptions.FP16)
                .filter(known -> new PrecisionChoice(known, "").key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Precision " + key));
        return new PrecisionChoice(arithmetic, reason);
    }

    private static PrecisionChoice fp32(String reason) {
        return new PrecisionChoice(ComputeOptions.FP32, reason);
    }

    private static PrecisionChoice bf16(String reason) {
        return new PrecisionChoice(ComputeOptions.BF16, reason);
    }

    private static PrecisionChoice resumed(String before, CpuFeatures cpu) {
        if (!before.equals(Precision.BF16.key())) {
            return fp32("as before the resume");
        }
        return multipliesBf16(cpu)
                ? bf16("as before the resume")
                : fp32("the training began in bf16, but this processor has no bfloat16 arithmetic");
    }

    /** Whether bfloat16 products are fast on the device that the calling thread belongs to. */
    private static boolean multipliesBf16(CpuFeatures cpu) {
        return !Device.current().isHost() || cpu.hasBf16Products();
    }

    private static PrecisionChoice automatic(TrainingPlan plan, CpuFeatures cpu) {
        if (!multipliesBf16(cpu)) {
            return fp32("this processor has no bfloat16 arithmetic");
        }
        int images = Math.max(
                2,
                Math.min(
                        PROBE_IMAGES,
                        plan.config().train().batchSize()
                                / plan.config().global().accumSteps()));
        KernelChoice kernels = KernelChoice.automatic(Device.current(), cpu);
        try (Backbone probe = Backbones.create(plan.model(), plan.channelsLast(), Recomputation.NONE, kernels, 0)) {
            return measured(probe, images);
        }
    }

    /** Alternates, and takes the best of each: other processes only ever make a step slower. The first round warms up. */
    private static PrecisionChoice measured(Backbone probe, int images) {
        double wide = Double.POSITIVE_INFINITY;
        double narrow = Double.POSITIVE_INFINITY;
        long start = System.nanoTime();
        for (int round = 0; round < PROBE_ROUNDS; round++) {
            double inFp32 = secondsOfStep(probe, images, ComputeOptions.FP32);
            double inBf16 = secondsOfStep(probe, images, ComputeOptions.BF16);
            boolean warm = round > 0;
            wide = warm ? Math.min(wide, inFp32) : wide;
            narrow = warm ? Math.min(narrow, inBf16) : narrow;
            if (warm && (System.nanoTime() - start) / 1e9 > PROBE_SECONDS) {
                break;
            }
        }
        String figures = String.format(
                Locale.ROOT,
                "measured %.0f ms a step of %d images in fp32, %.0f ms in bf16",
                1000 * wide,
                images,
                1000 * narrow);
        return narrow < WORTH * wide ? bf16(figures) : fp32(figures);
    }

    private static double secondsOfStep(Backbone net, int images, ComputeOptions arithmetic) {
        int side = net.graph().inputSize();
        SplittableRandom random = new SplittableRandom(1);
        float[] pixels = new float[images * 3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextDouble() * 2 - 1);
        }
        long start = System.nanoTime();
        try (TensorScope scope = TensorScope.recording(net.manager())) {
            net.parameters().clearGradients();
            ForwardBackwardPass pass = net.forward(scope, Tensor.of(pixels, images, 3, side, side), arithmetic);
            pass.backward(pass.embeddings());
            // Cards go on by themselves: the step is over when its result can be read.
            TensorScope.compute(() -> net.parameters().gradients().narrow(0, 1).item());
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
