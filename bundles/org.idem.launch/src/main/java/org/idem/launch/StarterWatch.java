package org.idem.launch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/**
 * Ends what started ranks when it outlives a training that has failed: {@code mpirun} waits for a machine that is gone as long
 * as TCP does, a quarter of an hour. It watches as long as this process lives: a training that was left to itself is watched
 * by nobody.
 */
final class StarterWatch {
    /** How long it may take to end by itself; ranks have ended before the run's status says that it failed. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private StarterWatch() {}

    /** Watches on a thread that keeps this process from nothing. */
    static void start(RunDirectory run, Process starter, Duration grace) {
        Thread thread = new Thread(() -> watch(run, starter, grace), "idem-starter");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(RunDirectory run, Process starter, Duration grace) {
        long failed = 0;
        while (starter.isAlive()) {
            boolean over = run.status().state() == RunStatus.State.FAILED;
            failed = over ? failed + LOOK_NANOS : 0;
            if (failed > 2 * grace.toNanos()) {
                starter.destroyForcibly();
            } else if (failed > grace.toNanos()) {
                starter.destroy();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
