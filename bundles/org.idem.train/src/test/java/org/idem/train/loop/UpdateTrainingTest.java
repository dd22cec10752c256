package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.idem.train.TinyRun;
import org.idem.train.optim.LossScaler;
import org.idem.train.record.DivergedException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers and loss scaling chosen in the config, from the images to the checkpoint. */
class UpdateTrainingTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static void assertSameBits(TinyRun expected, TinyRun actual) {
        Map<String, float[]> got = actual.weights();
        expected.weights().forEach((name, values) -> assertArrayEquals(values, got.get(name), name));
        assertArrayEquals(expected.losses(), actual.losses());
    }

    private static String[] rate(double rate) {
        return new String[] {"LRScheduler.learning_rate=" + rate, "LRScheduler.warmup_end_lr=" + rate};
    }

    @ParameterizedTest
    @CsvSource({"MomentumLARS, 2", "Adafactor, 0.05"})
    void learnsAndResumesWithTwoWorkersToTheBit(String optimizer, double rate) {
        String[] keys = {
            "Optimizer.name=" + optimizer,
            "Global.epochs=5",
            "Global.devices=2",
            "Model.pfc_config.sample_ratio=0.5",
            "DataLoader.Train.sampler.batch_size=8"
        };
        TinyRun whole = TinyRun.in(folder, optimizer, keys).with(rate(rate));
        whole.train(false);
        double[] losses = whole.losses();
        double first = Arrays.stream(losses, 0, 4).average().orElseThrow();
        double last = Arrays.stream(losses, losses.length - 4, losses.length)
                .average()
                .orElseThrow();
        assertTrue(last < 0.9 * first, first + " -> " + last);
        TinyRun halved =
                TinyRun.in(folder, optimizer + "2", keys).with(rate(rate)).with("Global.max_train_step=7");
        halved.train(false);
        TinyRun resumed = halved.with("Global.max_train_step=0");
        resumed.train(true);
        assertSameBits(whole, resumed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "bf16"})
    void aScaleOfAPowerOfTwoChangesNoBit(String precision) {
        String[] keys = {"Global.precision=" + precision, "Global.epochs=1"};
        TinyRun plain = TinyRun.in(folder, "unscaled-" + precision, keys);
        plain.train(false);
        TinyRun scaled = TinyRun.in(folder, "scaled-" + precision, keys)
                .with("FP16.GradScaler.enable=True", "FP16.GradScaler.init_loss_scaling=65536.0");
        scaled.train(false);
        assertSameBits(plain, scaled);
        assertFalse(plain.run().metrics().tags().contains("train/loss_scale"));
        assertEquals(65536, scaled.run().metrics().read("train/loss_scale").last());
        assertEquals(new LossScaler.State(65536, 4, 0), scaled.latest().state().lossScale());
    }

    /** Gradients of the embeddings times 1e38 are beyond fp32. */
    private static final String[] OVERFLOWING = {
        "FP16.GradScaler.enable=True",
        "FP16.GradScaler.init_loss_scaling=1e38",
        "FP16.GradScaler.max_loss_scaling=1e38",
        "FP16.GradScaler.decr_every_n_nan_or_inf=1",
        "FP16.GradScaler.decr_ratio=1e-3",
        "Global.devices=2",
        "DataLoader.Train.sampler.batch_size=8",
        "Global.max_train_step=8"
    };

    @Test
    void overflowsAreLeftOutOnAllWorkersAndResumedToTheBit() {
        TinyRun whole = TinyRun.in(folder, "overflow", OVERFLOWING);
        whole.train(false);
        double[] scales = whole.run().metrics().read("train/loss_scale").values();
        assertEquals(1e38, scales[0], 1e32);
        assertTrue(scales[7] < 1e36, Arrays.toString(scales));
        long skipped =
                whole.log().lines().filter(line -> line.contains("left out")).count();
        assertTrue(skipped > 0 && skipped < 8, whole.log());
        assertEquals(8 - skipped, whole.latest().state().optimizer().steps());
        assertEquals(8, whole.latest().state().step());
        assertTrue(Arrays.stream(whole.losses()).allMatch(Double::isFinite));
        TinyRun halved = TinyRun.in(folder, "overflow2", OVERFLOWING).with("Global.max_train_step=3");
        halved.train(false);
        assertNotNull(halved.latest().state().lossScale());
        TinyRun resumed = halved.with("Global.max_train_step=8");
        resumed.train(true);
        assertSameBits(whole, resumed);
    }

    @Test
    void aStepThatIsLeftOutChangesNothing() {
        TinyRun none =
                TinyRun.in(folder, "none", OVERFLOWING).with("Global.max_train_step=1", "LRScheduler.warmup_steps=0");
        none.train(false);
        TinyRun still = TinyRun.in(folder, "still", "Global.max_train_step=1").with(rate(0));
        still.train(false);
        Map<String, float[]> weights = none.weights();
        still.weights().forEach((name, values) -> {
            if (!name.endsWith("_mean") && !name.endsWith("_variance")) {
                assertArrayEquals(values, weights.get(name), name);
            }
        });
        assertArrayEquals(new float[32], weights.get("features.layers.3._mean"));
    }

    @Test
    void aLossThatIsNoNumberIsDivergenceAtAnyScale() {
        TinyRun tiny = TinyRun.in(
                        folder,
                        "hopeless",
                        "FP16.GradScaler.enable=True",
                        "FP16.GradScaler.init_loss_scaling=4.0",
                        "FP16.GradScaler.decr_every_n_nan_or_inf=1")
                .with(rate(50))
                .with("LRScheduler.warmup_steps=0", "Optimizer.grad_clip=null", "Optimizer.weight_decay=1.0");
        DivergedException seen = assertThrows(DivergedException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().contains("the loss is NaN"), seen.getMessage());
    }
}
