package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.run.EvaluationStore;
import org.idem.train.TinyRun;
import org.idem.train.embed.BackboneEmbedder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moving average of the weights, from the config to checkpoint, verification and embedder. */
class AverageTrainingTest {
    private static final String[] AVERAGED = {
        "EMA={decay: 0.8, thres_steps: False}",
        "Global.max_train_step=6",
        "Global.devices=2",
        "DataLoader.Train.sampler.batch_size=8"
    };

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }

    @Test
    void itIsSavedResumedToTheBitAndLeavesTheTrainingAlone() {
        TinyRun whole = TinyRun.in(folder, "whole", AVERAGED);
        whole.train(false);
        TinyRun plain = TinyRun.in(folder, "plain", AVERAGED).with("EMA=null");
        plain.train(false);
        assertSame(plain.weights(), whole.weights());
        assertFalse(plain.latest().hasAverage());
        assertEquals(6, whole.latest().state().averagedSteps());

        TinyRun halved = TinyRun.in(folder, "halved", AVERAGED).with("Global.max_train_step=3");
        halved.train(false);
        TinyRun resumed = halved.with("Global.max_train_step=6");
        resumed.train(true);
        assertSame(whole.latest().average(), resumed.latest().average());
    }

    @Test
    void weightsAndStatisticsAreAveraged() {
        TinyRun one = TinyRun.in(folder, "one", AVERAGED).with("Global.max_train_step=1");
        one.train(false);
        TinyRun still = TinyRun.in(folder, "still", AVERAGED)
                .with(
                        "Global.max_train_step=1",
                        "LRScheduler.learning_rate=0.0",
                        "LRScheduler.warmup_end_lr=0.0",
                        "Optimizer.weight_decay=0.0");
        still.train(false);
        TinyRun two = TinyRun.in(folder, "two", AVERAGED).with("Global.max_train_step=2");
        two.train(false);
        for (String name : new String[] {"conv_sep.layers.0.weight", "features.layers.3._mean"}) {
            boolean statistic = name.endsWith("_mean");
            float start = statistic ? 0 : still.weights().get(name)[0];
            float first = one.weights().get(name)[0];
            float second = two.weights().get(name)[0];
            assertEquals(
                    0.8 * (0.8 * start + 0.2 * first) + 0.2 * second,
                    two.latest().average().get(name)[0],
                    1e-6,
                    name);
        }
    }

    @Test
    void verificationMayUseIt() {
        String[] verified = {"Global.eval_during_train=True", "Global.eval_interval=1", "Global.max_train_step=8"};
        TinyRun trained = TinyRun.in(folder, "trained", AVERAGED).with(verified);
        trained.train(false);
        TinyRun averaged = TinyRun.in(folder, "averaged", AVERAGED)
                .with(verified)
                .with("EMA.ema_eval=True", "EMA.eval_start_epoch=1");
        averaged.train(false);
        assertSame(trained.weights(), averaged.weights());
        assertSame(trained.latest().average(), averaged.latest().average());
        assertEquals(
                1,
                averaged.log()
                        .lines()
                        .filter(line -> line.contains("uses the moving average"))
                        .count());
        // The first epoch is verified alike; the second is not.
        assertEquals(areas(trained)[0], areas(averaged)[0]);
        assertNotEquals(areas(trained)[1], areas(averaged)[1]);
    }

    private static double[] areas(TinyRun run) {
        return EvaluationStore.read(run.run()).stream()
                .sorted((a, b) -> Long.compare(a.step(), b.step()))
                .mapToDouble(evaluation -> evaluation.auc() + evaluation.eer() + evaluation.accuracy())
                .toArray();
    }

    @Test
    void anEmbedderTakesWhatItIsAskedFor() {
        TinyRun tiny = TinyRun.in(folder, "embedder", AVERAGED);
        tiny.train(false);
        try (BackboneEmbedder trained = BackboneEmbedder.load(tiny.latest().folder());
                BackboneEmbedder averaged =
                        BackboneEmbedder.loadAverage(tiny.latest().folder())) {
            assertSame(tiny.weights(), trained.weights());
            assertSame(tiny.latest().average(), averaged.weights());
        }
        TinyRun without = TinyRun.in(folder, "without", "Global.max_train_step=1");
        without.train(false);
        InputException refused = assertThrows(
                InputException.class,
                () -> BackboneEmbedder.loadAverage(without.latest().folder()));
        assertTrue(refused.getMessage().contains("no moving average"), refused.getMessage());
    }

    @Test
    void anAverageMayBeginWithAResume() {
        TinyRun first = TinyRun.in(folder, "later", AVERAGED).with("EMA=null", "Global.max_train_step=3");
        first.train(false);
        TinyRun resumed = first.with("EMA={decay: 0.8}", "Global.max_train_step=6");
        resumed.train(true);
        assertEquals(3, resumed.latest().state().averagedSteps());
        assertTrue(resumed.latest().hasAverage());
    }
}
