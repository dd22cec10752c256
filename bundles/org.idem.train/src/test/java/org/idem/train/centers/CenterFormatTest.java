package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.idem.plan.ClassShard;
import org.idem.train.collective.SoloCollective;
import org.idem.train.golden.Fill;
import org.idem.train.layer.Centers;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.sampling.PartialFcSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That class centers in bfloat16 converge to where those in fp32 do, with steps far smaller than their last bit. */
class CenterFormatTest {
    private static final int CLASSES = 64;
    private static final int DIM = 32;
    private static final int BATCH = 32;
    private static final int STEPS = 1500;
    private static final double RATE = 2e-3;

    private static final double START = meanLoss(CenterFormat.FP32, 0, STEPS);
    private static final double WIDE = meanLoss(CenterFormat.FP32, STEPS, STEPS);

    @ParameterizedTest
    @EnumSource(
            value = CenterFormat.class,
            names = {"BF16", "BF16_MASTER"})
    void narrowCentersConvergeAsWideOnes(CenterFormat format) {
        double narrow = meanLoss(format, STEPS, STEPS);
        assertTrue(WIDE < 0.5 * START, WIDE + " from " + START);
        assertEquals(WIDE, narrow, 0.01 * START);
    }

    @Test
    void roundingToTheNearestWouldNotGetThere() {
        assertTrue(withNearestRounding() > WIDE + 0.1 * START);
    }

    /** Centers that are rounded to the nearest bfloat16 after every step. */
    private static double withNearestRounding() {
        try (MemoryCenters wide = start(CenterFormat.FP32);
                MemoryCenters nearest = start(CenterFormat.BF16);
                PartialFc layer = layer(wide)) {
            for (int step = 0; step < STEPS; step++) {
                step(layer, step, RATE);
                nearest.write(CenterField.CENTERS, 0, Centers.all(wide, CenterField.CENTERS));
                wide.write(CenterField.CENTERS, 0, Centers.all(nearest, CenterField.CENTERS));
            }
            return evaluate(layer);
        }
    }

    private static double meanLoss(CenterFormat format, int steps, int of) {
        try (MemoryCenters centers = start(format);
                PartialFc layer = layer(centers)) {
            for (int step = 0; step < Math.min(steps, of); step++) {
                step(layer, step, RATE);
            }
            return evaluate(layer);
        }
    }

    private static MemoryCenters start(CenterFormat format) {
        return Centers.of(Fill.symmetric("format.centers", CLASSES * DIM, 1), DIM, format);
    }

    private static PartialFc layer(MemoryCenters centers) {
        ClassShard shard = ClassShard.of(CLASSES, 0, 1);
        return new PartialFc(
                new SoloCollective(),
                shard,
                centers,
                new PartialFcSampler(CLASSES, 0.7, 3),
                CombinedMargin.cosFace(0.2, 16),
                PartialFcOptions.full());
    }

    /** Each class has a direction of its own; its samples lie around it. */
    private static double step(PartialFc layer, long number, double rate) {
        SplittableRandom random = new SplittableRandom(number);
        float[] directions = Fill.symmetric("format.directions", CLASSES * DIM, 1);
        long[] labels = random.longs(BATCH, 0, CLASSES).toArray();
        float[] features = new float[BATCH * DIM];
        for (int i = 0; i < features.length; i++) {
            features[i] = directions[(int) labels[i / DIM] * DIM + i % DIM] + (float) (0.3 * random.nextGaussian());
        }
        layer.beginStep(labels, number);
        TensorScope.run(() -> layer.forwardBackward(Tensor.of(features, BATCH, DIM), labels, 1));
        double loss = layer.settle();
        layer.update(new CenterSgd(0.9, 0), rate);
        return loss;
    }

    private static double evaluate(PartialFc layer) {
        double sum = 0;
        int times = 50;
        for (int i = 0; i < times; i++) {
            sum += step(layer, STEPS + i, 0);
        }
        return sum / times;
    }
}
