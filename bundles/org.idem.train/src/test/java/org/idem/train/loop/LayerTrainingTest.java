package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Model.pfc_config} says, from the images to the checkpoint. */
class LayerTrainingTest {
    private static final String LONG = "Global.epochs=5";
    private static final String TWO = "Global.devices=2";
    private static final String HALF_BATCH = "DataLoader.Train.sampler.batch_size=8";
    private static final String QUARTER_BATCH = "DataLoader.Train.sampler.batch_size=4";
    private static final String HALF = "Model.pfc_config.sample_ratio=0.5";
    private static final String TILED = "Model.pfc_config.logits=tiled";

    @TempDir
    static Path folder;

    private static double[] wide;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
        wide = trained("wide").losses();
    }

    private static TinyRun trained(String name, String... overrides) {
        TinyRun tiny = TinyRun.in(folder, name, LONG).with(overrides);
        tiny.train(false);
        return tiny;
    }

    private static double end(double[] losses) {
        return Arrays.stream(losses, losses.length - 5, losses.length).average().orElseThrow();
    }

    @Test
    void tilesTrainAsTheWholeDoes() {
        // At the usual rate a difference of rounding grows a thousandfold in a step.
        String slow = "LRScheduler.learning_rate=0.002";
        String begin = "LRScheduler.warmup_end_lr=0.002";
        String few = "Global.max_train_step=8";
        double[] whole = trained("whole-slow", HALF, slow, begin, few).losses();
        assertEquals(8, whole.length);
        assertArrayEquals(
                whole, trained("tiles-slow", HALF, TILED, slow, begin, few).losses(), 1e-3);
        assertEquals(
                end(trained("whole", HALF).losses()),
                end(trained("tiles", HALF, TILED).losses()),
                0.1 * whole[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "bf16_master"})
    void narrowClassCentersLearnAsWideOnesDo(String format) {
        double[] narrow =
                trained(format, "Model.pfc_config.center_format=" + format).losses();
        assertTrue(end(narrow) < 0.8 * narrow[0], Arrays.toString(narrow));
        assertTrue(end(narrow) < end(wide) + 0.05 * wide[0], end(narrow) + " instead of " + end(wide));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "bf16_master"})
    void narrowClassCentersResumeToTheBit(String format) {
        String[] options = {"Model.pfc_config.center_format=" + format, HALF, TILED};
        TinyRun whole = TinyRun.in(folder, "whole-" + format, options).with("Global.max_train_step=6");
        whole.train(false);
        TinyRun resumed = TinyRun.in(folder, "resumed-" + format, options).with("Global.max_train_step=3");
        resumed.train(false);
        resumed = resumed.with("Global.max_train_step=6");
        resumed.train(true);
        assertArrayEquals(whole.losses(), resumed.losses());
    }

    @Test
    void twoWorkersWithAllClassesEachLearn() {
        TinyRun shared = trained("shared", TWO, HALF_BATCH, "Model.pfc_config.model_parallel=False", HALF);
        double[] losses = shared.losses();
        assertTrue(end(losses) < 0.8 * losses[0], Arrays.toString(losses));
        // A small rate keeps rounding small, too.
        String slow = "LRScheduler.learning_rate=0.002";
        // Divided centers are exempt from clipping by their name unless the list of the exempt is empty.
        String clipped = "Optimizer.grad_clip.no_clip_list=[]";
        String few = "Global.max_train_step=10";
        double[] divided =
                trained("divided", TWO, HALF_BATCH, slow, clipped, few).losses();
        double[] alike = trained("alike", TWO, HALF_BATCH, slow, clipped, few, "Model.pfc_config.model_parallel=False")
                .losses();
        assertEquals(10, alike.length);
        assertArrayEquals(divided, alike, 1e-2);
    }

    @Test
    void positivesAloneTrain() {
        double[] losses = trained(
                        "positives", TWO, HALF_BATCH, "Model.pfc_config.sample_ratio=0", "Global.max_train_step=8")
                .losses();
        assertTrue(Arrays.stream(losses).allMatch(Double::isFinite), Arrays.toString(losses));
    }

    @Test
    void theSampleRatioGrowsWithTheEpochs() {
        String boundaries = "Model.pfc_config.sample_ratio_boundaries=[1]";
        String values = "Model.pfc_config.sample_ratio_values=[0.3, 1.0]";
        int epoch = 16;
        String one = "Global.max_train_step=" + (epoch + 1);
        double[] staged =
                trained("staged", QUARTER_BATCH, boundaries, values, one).losses();
        double[] few = trained("few", QUARTER_BATCH, "Model.pfc_config.sample_ratio=0.3", one)
                .losses();
        assertArrayEquals(Arrays.copyOf(few, epoch), Arrays.copyOf(staged, epoch));
        assertTrue(staged[epoch] > few[epoch], "more classes compete from the second epoch on");
    }

    @Test
    void aBatchInSlicesTakesTheStepOfTwoWorkers() {
        double[] sliced = trained("sliced", "Global.accum_steps=2", TILED).losses();
        double[] workers = trained("workers", TWO, HALF_BATCH, TILED, "Global.max_train_step=1")
                .losses();
        assertEquals(workers[0], sliced[0], 1.0, "the images of a step differ with the sampler's workers");
        assertTrue(end(sliced) < 0.8 * sliced[0], Arrays.toString(sliced));
    }
}
