package org.idem.train.process;

import java.util.concurrent.TimeUnit;
import org.idem.train.collective.Collective;

/**
 * How far one worker has come, told by its own threads and read by another: the step that it is in, and the collective
 * operations that it has begun, which are the same on all workers in the same order. Thread-safe.
 */
public final class WorkerProgress {
    /** Where the worker is in no step: it saves, verifies or waits for those that do. */
    static final long NO_STEP = -1;

    private final int rank;
    private long step = NO_STEP;
    private long stepsDone;
    private long began;
    private long slowest;
    private long operations;
    private int inOperations;
    /** Grows with everything that is told. */
    private long signs;

    private long lastSigns = -1;
    private int idleLooks;

    /** Of the worker with this number among those of all processes. */
    public WorkerProgress(int rank) {
        this.rank = rank;
    }

    /** That of the worker whose collective this is; one that nobody looks at where it is not watched. */
    public static WorkerProgress of(Collective collective) {
        return collective instanceof WatchedCollective watched
                ? watched.progress()
                : new WorkerProgress(collective.rank());
    }

    /** The worker begins a step, numbered from 0. */
    public synchronized void beginStep(long number) {
        step = number;
        began = System.nanoTime();
        signs++;
    }

    /** The worker has done its step, or leaves it for something else that may take long. */
    public synchronized void endStep() {
        if (step != NO_STEP) {
            // The first step loads and compiles what the others only use.
            slowest = stepsDone == 0 ? 0 : Math.max(slowest, System.nanoTime() - began);
            stepsDone++;
            step = NO_STEP;
        }
        signs++;
    }

    synchronized void beginOperation() {
        operations++;
        inOperations++;
        signs++;
    }

    synchronized void endOperation() {
        inOperations--;
        signs++;
    }

    /**
     * Where the worker is. It is asked once a second, by one thread: it counts the looks since the last sign instead of the
     * time, so that a process that was stopped, with its machine perhaps, has not stood still meanwhile.
     */
    synchronized ProgressReport look() {
        idleLooks = signs == lastSigns ? idleLooks + 1 : 0;
        lastSigns = signs;
        return new ProgressReport(
                rank, step, stepsDone, operations, inOperations > 0, idleLooks, TimeUnit.NANOSECONDS.toMillis(slowest));
    }
}
