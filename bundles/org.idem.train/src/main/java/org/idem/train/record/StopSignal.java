package org.idem.train.record;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the process is told to save and end, and how whoever told it learns that this has happened. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile int exitCode;

    /** Asks for the end after the step under way. */
    public void request() {
        requested = true;
    }

    boolean isRequested() {
        return requested;
    }

    /** Says that everything is saved, and how the process is to end. */
    public void markEnded(int code) {
        exitCode = code;
        ended.countDown();
    }

    /** What {@link #markEnded} was given. */
    public int exitCode() {
        return exitCode;
    }

    /** Waits for {@link #markEnded}; false if it did not come in time. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }
}
