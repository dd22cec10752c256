package org.idem.train.collective;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A barrier for a fixed number of threads that can be poisoned with a reason, so that nobody waits for the dead. */
final class AbortableBarrier {
    private final int parties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int arrived;
    private long generation;
    private Throwable poison;

    AbortableBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("A group of " + parties);
        }
        this.parties = parties;
    }

    /**
     * Waits until all have come.
     *
     * @throws CollectiveAbortedException if it is or becomes poisoned, or if this thread is interrupted, which poisons it
     */
    void meet() {
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
            poison(e);
            throw new CollectiveAbortedException(e);
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        if (poison != null) {
            throw new CollectiveAbortedException(poison);
        }
    }

    void poison(Throwable cause) {
        lock.lock();
        try {
            if (poison == null) {
                poison = cause;
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
