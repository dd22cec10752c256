package org.idem.train.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Threads that keep no process alive. */
final class Ticker {
    private Ticker() {}

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Does something every second until the thread is interrupted. */
    static Thread everySecond(String name, Runnable work) {
        return daemon(name, () -> {
            while (!Thread.currentThread().isInterrupted()) {
                work.run();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        });
    }
}
