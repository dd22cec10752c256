package org.idem.train.collective;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where a fixed number of threads meet. It can be aborted with a cause, so that no thread waits for one that failed. Between
 * {@link #enter} and {@link #leave} all threads may read what the others showed before: none gets out, not even by an
 * exception, before all have stopped reading, and may then free what it showed.
 */
final class AbortableBarrier {
    private final int parties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int arrived;
    private int inside;
    private long generation;
    private Throwable cause;

    AbortableBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("A group of " + parties);
        }
        this.parties = parties;
    }

    /**
     * Waits until all threads have called it; they are then inside together.
     *
     * @throws CollectiveAbortedException if it is or becomes aborted before, or if this thread is interrupted, which aborts
     *     it; the thread is not inside then
     */
    void enter() {
        lock.lock();
        long mine = generation;
        try {
            check();
            if (++arrived == parties) {
                arrived = 0;
                inside = parties;
                generation++;
                moved.signalAll();
                return;
            }
            while (generation == mine) {
                check();
                moved.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort(e);
            if (generation == mine) {
                throw new CollectiveAbortedException(e);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all threads that are inside have called it, aborted or not.
     *
     * @throws CollectiveAbortedException if it was aborted meanwhile
     */
    void leave() {
        lock.lock();
        try {
            if (--inside == 0) {
                moved.signalAll();
            }
            while (inside > 0) {
                moved.awaitUninterruptibly();
            }
            check();
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        if (cause != null) {
            throw new CollectiveAbortedException(cause);
        }
    }

    /** Lets all threads that wait to enter, or will, fail with a cause; the first stands. */
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
