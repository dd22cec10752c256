package org.idem.train.collective;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A barrier for a fixed number of threads that can be aborted with a cause, so that no thread waits for one that failed. */
final class AbortableBarrier {
    private final int parties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int arrived;
    private long generation;
    private Throwable cause;

    AbortableBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("A group of " + parties);
        }
        this.parties = parties;
    }

    /**
     * Waits until all threads have called it.
     *
     * @throws CollectiveAbortedException if it is or becomes aborted, or if this thread is interrupted, which aborts it
     */
    void await() {
        lock.lock();
        try {
            check();
            long mine = generation;
            if (++arrived == parties) {
                arrived = 0;
                generation++;
                moved.signalAll();
                return;
            }
            while (generation == mine) {
                moved.await();
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort(e);
            throw new CollectiveAbortedException(e);
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        if (cause != null) {
            throw new CollectiveAbortedException(cause);
        }
    }

    /** Lets all threads that wait or will wait fail with a cause; the first stands. */
    void abort(Throwable failure) {
        lock.lock();
        try {
            if (cause == null) {
                cause = failure;
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
