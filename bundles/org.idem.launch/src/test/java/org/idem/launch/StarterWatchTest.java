package org.idem.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterWatchTest {
    @TempDir
    private Path folder;

    @Test
    void whatStartedRanksDoesNotOutliveATrainingThatFailed() throws Exception {
        RunDirectory run = RunDirectory.create(folder, "cut", Clock.systemUTC());
        run.writeStatus(RunStatus.starting(Instant.now()));
        // As mpirun does that waits for a machine: it takes notice of no request to end.
        Process starter = new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 60 & wait; wait").start();
        try {
            StarterWatch.start(run, starter, Duration.ofMillis(600));
            assertEquals(false, starter.waitFor(1500, TimeUnit.MILLISECONDS), "it trains");
            run.writeStatus(run.status().with(RunStatus.State.FAILED, "rank 1 hangs", Instant.now()));
            assertTrue(starter.waitFor(30, TimeUnit.SECONDS), "it is waited for");
        } finally {
            starter.descendants().forEach(ProcessHandle::destroyForcibly);
            starter.destroyForcibly();
        }
    }
}
