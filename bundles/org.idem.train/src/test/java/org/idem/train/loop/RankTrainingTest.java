package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.process.RankProcesses;
import org.idem.train.process.TrainingRank;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same training in processes and in threads. All runs of processes are made by one pair of them. */
class RankTrainingTest {
    /** A rate at which rounding does not grow. */
    private static final String[] QUIET = {
        "Global.epochs=1",
        "Optimizer.grad_clip=null",
        "LRScheduler.learning_rate=5e-6",
        "LRScheduler.warmup_end_lr=5e-6"
    };

    private static final String[] LONGER = {
        "Global.epochs=2", "Global.devices=1", "DataLoader.Train.sampler.batch_size=8"
    };

    private static final String ROUNDED = "Global.gradient_exchange=bf16";
    private static final String[] FAST = {
        "LRScheduler.name=Constant", "LRScheduler.learning_rate=0.1", "Global.save_interval=1"
    };

    @TempDir
    static Path folder;

    private static TinyRun ranks;
    private static TinyRun twoByTwo;
    private static TinyRun cards;
    private static TinyRun rounded;
    private static TinyRun roundedInOneGo;

    @BeforeAll
    static void trainInProcesses() throws Exception {
        RankProcesses.require();
        TinyRun.drawFaces(folder);
        ranks = tiny("ranks", 1, 8);
        twoByTwo = tiny("two-by-two", 2, 4);
        cards = tiny("cards", 1, 8);
        rounded = tiny("rounded", 1, 8, FAST[0], FAST[1], FAST[2], ROUNDED);
        roundedInOneGo = tiny("rounded-in-one-go", 1, 8, FAST[0], FAST[1], FAST[2], ROUNDED, "Global.epochs=2");
        Path log = folder.resolve("ranks.log");
        String[] longer =
                Stream.concat(Stream.of("resume"), Arrays.stream(LONGER)).toArray(String[]::new);
        Process process = RankProcesses.start(
                2,
                log,
                TrainingRank.class.getName(),
                TrainingRank.word(ranks),
                TrainingRank.word(twoByTwo),
                TrainingRank.word(twoByTwo, longer),
                TrainingRank.word(cards, "card"),
                TrainingRank.word(rounded),
                TrainingRank.word(rounded, "resume", "Global.epochs=2"),
                TrainingRank.word(roundedInOneGo));
        assertTrue(process.waitFor(240, TimeUnit.SECONDS), "the ranks hang");
        assertEquals(0, process.exitValue(), Files.readString(log));
    }

    private static TinyRun tiny(String name, int workers, int batch, String... more) {
        String[] own = {"Global.devices=" + workers, "DataLoader.Train.sampler.batch_size=" + batch};
        return TinyRun.in(
                folder,
                name,
                Stream.of(QUIET, own, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** Tolerance is relative for numbers above 1. */
    private static void assertEqualWeights(
            Map<String, float[]> expected, Map<String, float[]> actual, double tolerance) {
        actual.forEach((name, values) -> {
            float[] wanted = expected.get(name);
            for (int i = 0; i < values.length; i++) {
                assertEquals(wanted[i], values[i], tolerance * Math.max(1, Math.abs(wanted[i])), name);
            }
        });
    }

    @Test
    void processesAndThreadsTakeTheSameStepsToTheBit() {
        TinyRun threads = tiny("threads", 2, 8);
        threads.trainOn(Collections.nCopies(2, Device.CPU), false);
        assertEqualWeights(threads.weights(), ranks.weights(), 0);
        assertArrayEquals(threads.losses(), ranks.losses());
        assertEquals(2, ranks.latest().state().division().world());
        assertEquals(2, ranks.latest().centersFiles().size(), "each rank writes its shard");
        assertEquals(RunStatus.State.DONE, ranks.run().status().state());
        List<RankHeartbeat> heartbeats = ranks.run().status().ranks();
        assertEquals(List.of(0, 1), heartbeats.stream().map(RankHeartbeat::rank).toList());
        assertEquals(2, heartbeats.stream().map(RankHeartbeat::pid).distinct().count());
    }

    @Test
    void processesWithWorkersTakeThemToRoundingAndAnyDivisionGoesOnFromAnother() {
        TinyRun threads = tiny("four-threads", 4, 4);
        threads.trainOn(Collections.nCopies(4, Device.CPU), false);
        int middle = (int) threads.latest().state().step();
        assertEqualWeights(threads.weights(), twoByTwo.checkpoint(middle).weights(), 1e-5);
        TinyRun one = threads.with("Global.epochs=2", "Global.devices=2", "DataLoader.Train.sampler.batch_size=8");
        one.trainOn(Collections.nCopies(2, Device.CPU), true);
        assertEqualWeights(one.weights(), twoByTwo.weights(), 2e-5);
        assertArrayEquals(one.losses(), twoByTwo.losses(), 2e-4);
    }

    @Test
    void processesWithACardEachTakeTheStepsOfThreadsWithACardEach() {
        TinyRun threads = tiny("threads-on-cards", 2, 8);
        threads.trainOn(List.of(Device.simulated(0), Device.simulated(1)), false);
        assertEqualWeights(threads.weights(), cards.weights(), 0);
    }

    /** What was left out is not saved: it is forgotten at each checkpoint, whether the training goes on or is resumed. */
    @Test
    void roundedGradientsTakeOtherStepsAndAResumedTrainingThoseOfOneInOneGo() {
        assertEqualWeights(roundedInOneGo.weights(), rounded.weights(), 0);
        TinyRun exact = tiny("exact", 2, 8, FAST[0], FAST[1], FAST[2], "Global.epochs=2");
        exact.trainOn(Collections.nCopies(2, Device.CPU), false);
        assertFalse(Arrays.equals(exact.losses(), rounded.losses()), "nothing was rounded");
        assertEquals(exact.losses()[0], rounded.losses()[0], 0.05 * exact.losses()[0]);
    }
}
