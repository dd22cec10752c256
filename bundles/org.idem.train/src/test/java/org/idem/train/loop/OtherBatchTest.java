package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.run.MetricSeries;
import org.idem.train.TinyRun;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that goes on with another global batch sees as many images as its config says, at the right rates. */
class OtherBatchTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static String batch(int size) {
        return "DataLoader.Train.sampler.batch_size=" + size;
    }

    private static TrainingPlan plan(TinyRun tiny, int images) {
        return TrainingPlan.of(tiny.config(), new DatasetSize(Path.of("faces"), images, 8));
    }

    private static TrainerState state(TrainingPlan plan, long step, int epoch, int batch) {
        return new TrainerState(
                new TrainingPosition(step, epoch, batch),
                TrainingPosition.division(plan),
                new TrainerState.OptimizerProgress("Momentum", step, 0.1),
                RollbackState.NONE,
                0,
                "fp32",
                TrainerState.NO_BEST,
                0,
                Map.of(),
                null,
                0);
    }

    @ParameterizedTest
    @CsvSource({
        // batch, world, step, epoch, batches done; then batch, world, step, epoch, batches done
        "32, 1, 200, 1, 200, 32, 2, 100, 1, 100",
        "32, 2, 100, 1, 100, 32, 1, 200, 1, 200",
        "32, 1, 250, 1, 250, 32, 4, 62, 2, 0",
        "32, 1, 450, 2, 200, 40, 1, 360, 2, 160",
        "32, 1, 301, 2, 51, 48, 1, 200, 2, 34",
        "16, 2, 71, 1, 71, 32, 1, 71, 1, 71",
    })
    void theStepFollowsTheImagesSeen(
            int size, int world, long step, int epoch, int done, int other, int ranks, long at, int in, int then) {
        TinyRun tiny = TinyRun.in(folder, "map", batch(size), "Global.devices=" + world);
        TrainerState before = state(plan(tiny, 8000), step, epoch, done);
        TrainingPlan now = plan(tiny.with(batch(other), "Global.devices=" + ranks), 8000);
        assertEquals(new TrainingPosition(at, in, then), TrainingPosition.after(before, now));
    }

    @Test
    void everyPlaceOfAnEpochSurvivesAnotherDivision() {
        TinyRun tiny = TinyRun.in(folder, "rounding", batch(4), "Global.devices=1");
        TrainingPlan one = plan(tiny, 7 * 48);
        TrainingPlan two = plan(tiny.with(batch(2), "Global.devices=2"), 7 * 48);
        for (int done = 0; done < one.steps(); done++) {
            assertEquals(
                    done, TrainingPosition.after(state(one, done, 1, done), two).batch());
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 24", "32, 6"})
    void anotherRunGoesOnWithAllImagesThatAreLeft(int size, int total) {
        TinyRun half = TinyRun.in(folder, "half", "Global.max_train_step=6");
        half.train(false);
        TinyRun other = TinyRun.in(
                folder,
                "other" + size,
                batch(size),
                "Global.checkpoint=" + half.run().path());
        assertEquals(Trainer.End.DONE, other.train(false));
        assertEquals(96 / size, other.losses().length, "half of three epochs of 64 images");
        assertEquals(total, other.latest().state().step());
        assertEquals(total, other.run().status().progress().step());
        assertEquals(total, other.run().status().progress().totalSteps());
        assertEquals(3, other.run().status().progress().epoch());
        TinyRun whole = TinyRun.in(folder, "whole" + size, batch(size));
        whole.train(false);
        double[] rates = whole.run().metrics().read("train/lr").values();
        assertArrayEquals(
                Arrays.copyOfRange(rates, total / 2, total),
                other.run().metrics().read("train/lr").values());
    }

    @ParameterizedTest
    @CsvSource({"8, 24", "32, 6"})
    void theRunItselfCountsItsStepsAnew(int size, int total) {
        TinyRun half = TinyRun.in(folder, "own" + size, "Global.max_train_step=6", "Global.save_interval_steps=2");
        half.train(false);
        TinyRun rest = half.with(batch(size), "Global.max_train_step=0");
        assertEquals(Trainer.End.DONE, rest.train(true));
        assertTrue(rest.log().contains("Step 6 of 16 images each is step " + total / 2 + " of " + size), rest.log());
        assertEquals(total, rest.latest().state().step());
        MetricSeries losses = rest.run().metrics().read("train/loss");
        long[] expected = size == 32
                ? LongStream.rangeClosed(1, 6).toArray()
                : LongStream.concat(LongStream.of(2, 4, 6, 8, 10, 12), LongStream.rangeClosed(13, 24))
                        .toArray();
        assertArrayEquals(expected, losses.steps());
        List<Long> steps = new CheckpointStore(rest.run().checkpoints())
                .list().stream().map(CheckpointInfo::step).toList();
        assertTrue(steps.stream().allMatch(step -> step <= total), steps.toString());
        assertTrue(steps.contains((long) total), steps.toString());
    }
}
