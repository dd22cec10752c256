package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.input.DamageLimitException;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.run.RunStatus.State;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets of which more cannot be read than may be. */
class DamagedImagesTest {
    private static final String LIMIT = "DataLoader.Train.dataset.damage_limit=";
    private static final int DAMAGED = 4;

    @TempDir
    Path folder;

    @BeforeEach
    void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** Damages images that the first epoch sees in its third batch. */
    private List<String> damageThirdBatch(TinyRun tiny) throws Exception {
        Path rec = folder.resolve("faces/train.rec");
        try (ImageDataset images = Datasets.openImages(rec);
                FileChannel file = FileChannel.open(rec, StandardOpenOption.WRITE)) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), DatasetSize.of(images));
            int[] third = IntStream.range(0, plan.world())
                    .flatMap(rank -> Arrays.stream(plan.sampler().epoch(1, rank).get(2)))
                    .limit(DAMAGED)
                    .toArray();
            for (int image : third) {
                file.write(ByteBuffer.allocate(16), images.offset(image));
            }
            return Arrays.stream(third).mapToObj(images::key).toList();
        }
    }

    private void savesAndGoesOn(int devices) throws Exception {
        String[] config = {"Global.devices=" + devices, "DataLoader.Train.sampler.batch_size=" + 16 / devices};
        TinyRun tiny = TinyRun.in(folder, "limited" + devices, config).with(LIMIT + "0.03");
        List<String> damaged = damageThirdBatch(tiny);
        DamageLimitException seen = assertThrows(DamageLimitException.class, () -> tiny.train(false));
        assertEquals(2, tiny.latest().state().step());
        assertEquals(2, tiny.losses().length);

        RunEvent event = tiny.run().events().read().get(0);
        assertEquals(Kind.INPUT_FAILED, event.kind());
        assertEquals(Handling.STOPPED, event.handling());
        assertEquals(2, event.step());
        assertTrue(event.message().contains(" of 64 images are damaged, more than 3 % (1)"), event.message());
        assertTrue(damaged.stream().anyMatch(event.message()::contains), event.message());
        assertTrue(event.message().contains("DataLoader.*.dataset.damage_limit"), event.message());
        assertTrue(event.message().contains("goes on from step 2"), event.message());
        assertEquals(State.FAILED, tiny.run().status().state());
        assertTrue(seen.getMessage().contains(tiny.run().status().message()), seen.getMessage());

        assertThrows(DamageLimitException.class, () -> tiny.train(true), "the limit is what it was");
        assertEquals(2, tiny.latest().state().step());
        TinyRun raised = tiny.with(LIMIT + "0.0625");
        assertEquals(Trainer.End.DONE, raised.train(true));
        assertEquals(12, raised.losses().length);

        TinyRun whole = TinyRun.in(folder, "whole" + devices, config).with(LIMIT + "0.0625");
        whole.train(false);
        assertArrayEquals(whole.losses(), raised.losses(), 0);
        Map<String, float[]> weights = raised.weights();
        whole.weights().forEach((name, values) -> assertArrayEquals(values, weights.get(name), 0f, name));
    }

    @Test
    void whatWasTrainedBeforeIsSavedAndGoneOnWith() throws Exception {
        savesAndGoesOn(1);
    }

    @Test
    void whateverRankHasThem() throws Exception {
        savesAndGoesOn(2);
    }

    @Test
    void aCheckpointThatCannotBeWrittenThenHidesNoReason() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "unsaved").with(LIMIT + "0.03");
        damageThirdBatch(tiny);
        Files.delete(tiny.run().checkpoints());
        Files.writeString(tiny.run().checkpoints(), "in the way");
        assertThrows(DamageLimitException.class, () -> tiny.train(false));
        List<RunEvent> events = tiny.run().events().read();
        assertEquals(
                List.of(Kind.INPUT_FAILED, Kind.SAVE_FAILED),
                events.stream().map(RunEvent::kind).toList());
        assertFalse(events.get(1).message().contains("goes on"), events.get(1).message());
        assertTrue(tiny.run().status().message().contains("images are damaged"), tiny.log());
    }

    /** A clock that cuts a file once some steps are done. */
    private static Clock cutting(Path file, TinyRun tiny) {
        return new StridingClock(Duration.ofMillis(1)) {
            @Override
            public Instant instant() {
                if (tiny.run().metrics().bytes() > 0 && tiny.losses().length == 2) {
                    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        open.truncate(100);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return super.instant();
            }
        };
    }

    @Test
    void aSetThatIsCutWhileItIsTrainedOnEndsAsDamage() throws Exception {
        Path rec = folder.resolve("faces/train.rec");
        TinyRun tiny = TinyRun.in(folder, "cut", "Global.epochs=50");
        DamageLimitException seen =
                assertThrows(DamageLimitException.class, () -> tiny.train(false, cutting(rec, tiny)));
        assertTrue(seen.getMessage().startsWith(rec + ": error: "), seen.getMessage());
        long steps = tiny.losses().length;
        assertTrue(steps >= 2 && steps < 200, tiny.log());
        assertEquals(steps, tiny.latest().state().step());
    }
}
