package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.process.RankProcesses;
import org.idem.train.process.TrainingRank;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a training when one of its processes is killed, or the thread of a worker stands still. */
class RankFailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        RankProcesses.require();
        TinyRun.drawFaces(folder);
    }

    private static TinyRun endless(String name) {
        return TinyRun.in(
                folder,
                name,
                "Global.epochs=2000",
                "Global.save_interval_steps=3",
                "DataLoader.Train.sampler.batch_size=8");
    }

    private static void await(TinyRun tiny, Process ranks) {
        Instant end = Instant.now().plus(PATIENCE);
        while (ranks.isAlive()
                && Instant.now().isBefore(end)
                && tiny.run().status().progress().step() < 5) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertTrue(tiny.run().status().progress().step() >= 5, "the ranks did not get there");
    }

    private static void awaitEnd(Process ranks) throws InterruptedException {
        assertTrue(ranks.waitFor(60, TimeUnit.SECONDS), "the others go on or hang");
    }

    /** Kills a rank of two and returns who it was. */
    private static RankHeartbeat kill(TinyRun tiny, int victim) throws Exception {
        Process ranks = RankProcesses.train(tiny.run(), 2, false);
        await(tiny, ranks);
        RankHeartbeat killed = tiny.run().status().ranks().get(victim);
        assertTrue(ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly());
        awaitEnd(ranks);
        return killed;
    }

    private static void assertToldAndSound(TinyRun tiny, String words) {
        RunStatus status = tiny.run().status();
        assertEquals(RunStatus.State.FAILED, status.state(), status.message());
        assertTrue(status.message().startsWith(words), status.message());
        assertTrue(tiny.latest().state().step() >= 3);
    }

    @Test
    void aKilledRankEndsTheOthersAndFewerGoOn() throws Exception {
        TinyRun tiny = endless("one-killed");
        assertToldAndSound(tiny, kill(tiny, 1).describe() + " is gone");
        long saved = tiny.latest().state().step();
        TinyRun alone = tiny.with("Global.max_train_step=" + 4 * saved, "Global.epochs=2000");
        alone.train(true);
        assertEquals(RunStatus.State.DONE, alone.run().status().state());
        assertEquals(1, alone.run().status().ranks().size());
    }

    @Test
    void whoIsLeftWritesHowItEndedWhereRankZeroIsKilled() throws Exception {
        TinyRun tiny = endless("zero-killed");
        assertToldAndSound(tiny, kill(tiny, 0).describe() + " is gone");
    }

    @Test
    void aWorkerThatStandsStillIsNamedThoughItsProcessLives() throws Exception {
        TinyRun tiny = endless("hanging");
        Path log = folder.resolve("hanging.log");
        Process ranks = RankProcesses.start(2, log, TrainingRank.class.getName(), TrainingRank.word(tiny, "hang"));
        await(tiny, ranks);
        RankHeartbeat hanging = tiny.run().status().ranks().get(1);
        assertTrue(ranks.waitFor(120, TimeUnit.SECONDS), () -> "it is not noticed");
        assertEquals(1, ranks.exitValue(), Files.readString(log));
        assertToldAndSound(tiny, hanging.describe() + " hangs: worker 1 has done nothing in step ");
    }
}
