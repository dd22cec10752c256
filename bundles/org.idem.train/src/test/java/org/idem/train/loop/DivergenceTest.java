package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.idem.core.AtomicFiles;
import org.idem.run.CheckpointStore;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.run.RunStatus.State;
import org.idem.train.TinyRun;
import org.idem.train.record.DivergedException;
import org.idem.train.record.SaveFailedException;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings with enlarged gradients, whose learning rate becomes absurd at step 6: the loss of step 7 is no number. */
class DivergenceTest {
    private static final double FACTOR = 1e-12;

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static TinyRun absurd(String name, int workers, String... more) {
        return TinyRun.in(
                        folder,
                        name + workers,
                        "Global.devices=" + workers,
                        "Global.save_interval=1",
                        "DataLoader.Train.sampler.batch_size=" + 16 / workers,
                        "Optimizer.grad_clip.clip_norm=1e9",
                        "Optimizer.grad_clip.always_clip=True",
                        "LRScheduler.name=Step",
                        "LRScheduler.warmup_steps=0",
                        "LRScheduler.boundaries=[5]",
                        "LRScheduler.values=[1e-10, 100]")
                .with(more);
    }

    private static List<RunEvent> events(TinyRun tiny) {
        return tiny.run().events().read();
    }

    private static List<Handling> handlings(TinyRun tiny) {
        return events(tiny).stream().map(RunEvent::handling).toList();
    }

    private static void assertSameBits(TinyRun expected, TinyRun actual) {
        Map<String, float[]> got = actual.weights();
        expected.weights().forEach((name, values) -> assertArrayEquals(values, got.get(name), name));
        assertArrayEquals(expected.losses(), actual.losses());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stopKeepsTheLastGoodCheckpointAndSaysWhatToDo(int workers) {
        TinyRun tiny = absurd("stop", workers);
        DivergedException seen = assertThrows(DivergedException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().startsWith("Training diverged at step 7: the loss is NaN"), seen.getMessage());
        assertEquals(State.FAILED, tiny.run().status().state());
        assertEquals(seen.getMessage(), tiny.run().status().message());
        assertTrue(seen.getMessage().contains("Lower LRScheduler.learning_rate"), seen.getMessage());
        assertEquals(4, tiny.latest().state().step());
        assertEquals(7, tiny.losses().length);

        assertEquals(1, events(tiny).size());
        RunEvent event = events(tiny).get(0);
        assertEquals(7, event.step());
        assertEquals(Kind.LOSS_NOT_FINITE, event.kind());
        assertEquals(Handling.STOPPED, event.handling());
        assertTrue(
                event.message().endsWith("the training ends, the checkpoint of step 4 is the latest"), event.message());
        assertTrue(tiny.log().contains("idem WARNING: Step 7: the loss is NaN"), tiny.log());
    }

    private static TinyRun rollingBack(String name, int workers, String... more) {
        return absurd(name, workers, "Global.divergence.action=rollback", "Global.divergence.rate_factor=" + FACTOR)
                .with(more);
    }

    /** The same to the bit as going on from the checkpoint with a schedule that is lower by the factor. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void rollbackGoesOnFromTheLastGoodCheckpointWithALowerRate(int workers) {
        TinyRun tiny = rollingBack("back", workers);
        assertEquals(Trainer.End.DONE, tiny.train(false));
        TinyRun lower = absurd("lower", workers, "Global.max_train_step=4");
        lower.train(false);
        TinyRun rest = lower.with(
                "Global.max_train_step=0", "LRScheduler.values=[" + 1e-10 * FACTOR + ", " + 100 * FACTOR + "]");
        rest.train(true);
        assertSameBits(rest, tiny);

        assertEquals(List.of(Handling.ROLLED_BACK), handlings(tiny));
        RunEvent event = events(tiny).get(0);
        assertEquals(7, event.step());
        assertTrue(
                event.message()
                        .contains("back to step 4 with 1.000e-12 times the schedule's learning rate; steps 5 to 7 see"),
                event.message());
        assertEquals(1, tiny.latest().state().rollbacks().count());
        assertEquals(FACTOR, tiny.latest().state().rollbacks().rateFactor());
        double[] rates = tiny.run().metrics().read("train/lr").values();
        assertEquals(12, rates.length);
        assertEquals(1e-10 * FACTOR, rates[4]);
        assertEquals(100 * FACTOR, rates[11]);
        assertEquals("Done", tiny.run().status().message());
    }

    /** A batch that was on its way already is not that of the step that follows. */
    @Test
    void aCardRollsBackAsTheProcessorDoes() {
        TinyRun processor = rollingBack("processor", 1);
        processor.trainOn(List.of(Device.CPU), false);
        TinyRun card = rollingBack("card", 1);
        card.trainOn(List.of(Device.simulated(6)), false);
        assertEquals(List.of(Handling.ROLLED_BACK), handlings(card));
        assertSameBits(processor, card);
    }

    @Test
    void aRunResumedAfterARollbackKeepsTheLowerRateAndTakesTheSameSteps() {
        TinyRun whole = rollingBack("whole", 2);
        whole.train(false);
        TinyRun halved = rollingBack("halved", 2, "Global.max_train_step=9");
        halved.train(false);
        TinyRun resumed = halved.with("Global.max_train_step=0");
        assertEquals(Trainer.End.DONE, resumed.train(true));
        assertSameBits(whole, resumed);
        assertEquals(1, resumed.latest().state().rollbacks().count());
    }

    @Test
    void aTrainerKilledBetweenTheRenamesOfARollbackIsResumed() throws Exception {
        TinyRun tiny = rollingBack("killed", 1, "Global.max_train_step=4");
        tiny.train(false);
        Path checkpoint = new CheckpointStore(tiny.run().checkpoints()).latest().orElseThrow();
        List<Path> all = new CheckpointStore(tiny.run().checkpoints())
                .list().stream().map(one -> one.path()).toList();
        for (Path one : all) {
            if (!one.equals(checkpoint)) {
                AtomicFiles.deleteTree(one);
            }
        }
        Files.move(checkpoint, checkpoint.resolveSibling("." + checkpoint.getFileName() + ".replaced"));
        TinyRun resumed = tiny.with("Global.max_train_step=0");
        assertEquals(Trainer.End.DONE, resumed.train(true));
        assertEquals(12, resumed.latest().state().step());
    }

    @Test
    void rollbackBeforeTheFirstCheckpointGoesBackToTheStart() {
        TinyRun tiny = rollingBack("start", 1, "LRScheduler.boundaries=[1]");
        assertEquals(Trainer.End.DONE, tiny.train(false));
        assertEquals(3, events(tiny).get(0).step());
        assertTrue(
                events(tiny).get(0).message().contains("back to step 0"),
                events(tiny).toString());
        assertEquals(12, tiny.losses().length);
    }

    @Test
    void rollbacksThatDoNotHelpEnd() {
        TinyRun tiny = absurd(
                "often",
                1,
                "Global.divergence.action=rollback",
                "Global.divergence.rate_factor=1",
                "Global.divergence.max_rollbacks=2");
        DivergedException seen = assertThrows(DivergedException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().contains("after 2 rollbacks"), seen.getMessage());
        assertEquals(List.of(Handling.ROLLED_BACK, Handling.ROLLED_BACK, Handling.STOPPED), handlings(tiny));
        assertEquals(4, tiny.latest().state().step());
        assertEquals(2, tiny.latest().state().rollbacks().count());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void skipsThatDoNotHelpEnd(int workers) {
        TinyRun tiny = absurd("skips", workers, "Global.divergence.action=skip", "Global.divergence.max_skips=3")
                .with("Global.save_interval=3");
        DivergedException seen = assertThrows(DivergedException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().startsWith("Training diverged at step 10"), seen.getMessage());
        assertTrue(seen.getMessage().contains("after 3 steps in a row that were left out"), seen.getMessage());
        assertEquals(List.of(Handling.SKIPPED, Handling.SKIPPED, Handling.SKIPPED, Handling.STOPPED), handlings(tiny));
        assertTrue(Arrays.stream(tiny.losses(), 6, 10).noneMatch(Double::isFinite));
    }

    @Test
    void aFlatLossIsNoticedWithinAWindow() {
        String[] flat = {
            "LRScheduler.name=Constant",
            "LRScheduler.learning_rate=1e-12",
            "LRScheduler.warmup_steps=0",
            "Global.divergence.window=2",
            "Global.divergence.flat_windows=4",
            "Global.divergence.flat_trend=0.9"
        };
        TinyRun warned = TinyRun.in(folder, "flat", flat);
        assertEquals(Trainer.End.DONE, warned.train(false));
        assertEquals(1, events(warned).size());
        RunEvent event = events(warned).get(0);
        assertEquals(8, event.step());
        assertEquals(Kind.LOSS_FLAT, event.kind());
        assertEquals(Handling.WARNED, event.handling());
        TinyRun stopped = TinyRun.in(folder, "flat-stop", flat).with("Global.divergence.flat_loss=stop");
        assertThrows(DivergedException.class, () -> stopped.train(false));
        assertEquals(List.of(Handling.STOPPED), handlings(stopped));
        TinyRun ignored = TinyRun.in(folder, "flat-ignore", flat).with("Global.divergence.flat_loss=ignore");
        ignored.train(false);
        assertEquals(List.of(), events(ignored));
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsToldAndTheLastOneEndsTheRun() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "full", "Global.save_interval=1");
        Files.delete(tiny.run().checkpoints());
        Files.writeString(tiny.run().checkpoints(), "in the way");
        SaveFailedException seen = assertThrows(SaveFailedException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().startsWith("Saving failed: the checkpoint of step 12 cannot"), seen.getMessage());
        assertTrue(seen.getMessage().contains("Free space on the disk and resume"), seen.getMessage());
        assertEquals(List.of(Handling.WARNED, Handling.WARNED, Handling.STOPPED), handlings(tiny));
        assertEquals(Kind.SAVE_FAILED, events(tiny).get(0).kind());
        assertEquals(12, tiny.losses().length);
        assertEquals(State.FAILED, tiny.run().status().state());
        assertEquals(seen.getMessage(), tiny.run().status().message());
    }
}
