package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.process.RankProcesses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same training in processes and in threads. */
class RankTrainingTest {
    /** A rate at which rounding does not grow. */
    private static final String[] QUIET = {
        "Global.epochs=1",
        "Optimizer.grad_clip=null",
        "LRScheduler.learning_rate=5e-6",
        "LRScheduler.warmup_end_lr=5e-6"
    };

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        RankProcesses.require();
        TinyRun.drawFaces(folder);
    }

    private static TinyRun tiny(String name, int workers, int batch, String... more) {
        String[] all = new String[QUIET.length + more.length + 2];
        System.arraycopy(QUIET, 0, all, 0, QUIET.length);
        System.arraycopy(more, 0, all, QUIET.length, more.length);
        all[all.length - 2] = "Global.devices=" + workers;
        all[all.length - 1] = "DataLoader.Train.sampler.batch_size=" + batch;
        return TinyRun.in(folder, name, all);
    }

    private static void train(TinyRun tiny, int ranks, boolean resume) throws Exception {
        Process process = RankProcesses.train(tiny.run(), ranks, resume);
        assertTrue(process.waitFor(240, TimeUnit.SECONDS), "the ranks hang");
        assertEquals(0, process.exitValue(), () -> read(tiny.run().logFile()));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Tolerance is relative for numbers above 1. */
    private static void assertEqualWeights(TinyRun expected, TinyRun actual, double tolerance) {
        Map<String, float[]> weights = expected.weights();
        actual.weights().forEach((name, values) -> {
            float[] wanted = weights.get(name);
            for (int i = 0; i < values.length; i++) {
                assertEquals(wanted[i], values[i], tolerance * Math.max(1, Math.abs(wanted[i])), name);
            }
        });
        assertArrayEquals(expected.losses(), actual.losses(), 10 * tolerance);
    }

    @Test
    void processesAndThreadsTakeTheSameStepsToTheBit() throws Exception {
        TinyRun threads = tiny("threads", 2, 8);
        threads.train(false);
        TinyRun ranks = tiny("ranks", 1, 8);
        train(ranks, 2, false);
        assertEqualWeights(threads, ranks, 0);
        assertEquals(2, ranks.latest().state().division().world());
        assertEquals(2, ranks.latest().centersFiles().size(), "each rank writes its shard");
        assertEquals(RunStatus.State.DONE, ranks.run().status().state());
        List<RankHeartbeat> heartbeats = ranks.run().status().ranks();
        assertEquals(List.of(0, 1), heartbeats.stream().map(RankHeartbeat::rank).toList());
        assertEquals(2, heartbeats.stream().map(RankHeartbeat::pid).distinct().count());
    }

    @Test
    void processesWithWorkersTakeThemToRoundingAndAnyDivisionGoesOnFromAnother() throws Exception {
        TinyRun threads = tiny("four-threads", 4, 4);
        threads.train(false);
        TinyRun ranks = tiny("two-by-two", 2, 4);
        train(ranks, 2, false);
        assertEqualWeights(threads, ranks, 1e-5);
        TinyRun fewer = ranks.with("Global.epochs=2", "Global.devices=1", "DataLoader.Train.sampler.batch_size=8");
        train(fewer, 2, true);
        TinyRun one = threads.with("Global.epochs=2", "Global.devices=2", "DataLoader.Train.sampler.batch_size=8");
        one.train(true);
        assertEqualWeights(one, fewer, 2e-5);
    }
}
