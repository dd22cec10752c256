package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a config says holds from a resume on, whatever the training began with. */
class ChangedKeysTest {
    private static final String MORE = "Global.max_train_step=6";
    private static final String PROBED = "conv_sep.layers.0.weight";

    @TempDir
    static Path folder;

    private static TinyRun begun;
    private static Map<String, float[]> unchanged;

    @BeforeAll
    static void begin() throws Exception {
        TinyRun.drawFaces(folder);
        begun = TinyRun.in(folder, "begun", "Global.max_train_step=3");
        begun.train(false);
        TinyRun same = resumed(MORE);
        unchanged = same.weights();
    }

    /** Goes on with a copy of the run. */
    private static TinyRun resumed(String... keys) {
        String name = "resumed" + Math.abs(Arrays.hashCode(keys));
        TinyRun copy = TinyRun.in(folder, name, "Global.max_train_step=3").with(keys);
        copyTree(begun.run().checkpoints(), copy.run().checkpoints());
        copy.train(true);
        return copy;
    }

    private static void copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCopyGoesOnAsTheRunItselfWould() {
        TinyRun whole = TinyRun.in(folder, "whole", MORE);
        whole.train(false);
        whole.weights().forEach((name, values) -> assertArrayEquals(values, unchanged.get(name), name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LRScheduler.learning_rate=0.05",
                "LRScheduler.name=TimmCosine",
                "LRScheduler.power=1.0",
                "Optimizer.momentum=0.5",
                "Optimizer.weight_decay=0.1",
                "Optimizer.no_weight_decay_name=[weight]",
                "Optimizer.grad_clip.clip_norm=0.5",
                "Optimizer.grad_clip.clip_norm_max=0.001",
                "Loss.Train.0.MarginLoss.m3=0.35"
            })
    void everyKeyTakesEffect(String key) {
        TinyRun changed = resumed(MORE, key);
        assertEquals(6, changed.latest().state().step());
        assertFalse(Arrays.equals(unchanged.get(PROBED), changed.weights().get(PROBED)), key);
        assertTrue(changed.log().contains("The config was changed since the checkpoint"), changed.log());
    }

    @Test
    void theRateIsThatOfTheNewSchedule() {
        TinyRun changed = resumed(MORE, "LRScheduler.name=Constant", "LRScheduler.learning_rate=0.0123");
        double[] rates = changed.run().metrics().read("train/lr").values();
        assertArrayEquals(new double[] {0.0123, 0.0123, 0.0123}, rates, 1e-12);
        assertEquals(0.0123, changed.latest().state().optimizer().rate(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AdamW", "Adafactor", "MomentumLARS"})
    void anotherOptimizerBeginsAnew(String optimizer) {
        TinyRun changed = resumed(
                MORE,
                "Optimizer.name=" + optimizer,
                "LRScheduler.learning_rate=0.001",
                "LRScheduler.warmup_end_lr=0.001");
        assertTrue(
                changed.log().contains("The checkpoint was trained with Momentum; " + optimizer + " begins anew"),
                changed.log());
        assertEquals(3, changed.latest().state().optimizer().steps());
        assertFalse(Arrays.equals(unchanged.get(PROBED), changed.weights().get(PROBED)));
    }

    @Test
    void anAverageOfUpdatesMayBeAdded() {
        String[] adafactor = {
            "Optimizer.name=Adafactor", "LRScheduler.learning_rate=0.01", "LRScheduler.warmup_end_lr=0.01"
        };
        TinyRun first = TinyRun.in(folder, "updates", adafactor).with("Global.max_train_step=2");
        first.train(false);
        TinyRun more = first.with("Optimizer.betas=(0.9, 0.99)", "Global.max_train_step=4");
        more.train(true);
        assertEquals(4, more.latest().state().optimizer().steps());
    }
}
