package org.idem.train.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.idem.train.tensor.Libtorch;

/**
 * Threads that share the parts of an operation: the one that asks, and as many helpers as libtorch would use on it. Helpers
 * look for more work a moment, since the next operation often follows at once, and then sleep.
 */
final class KernelThreads implements AutoCloseable {
    private static final int SPINS = 2000;

    private final List<Thread> helpers = new ArrayList<>();
    private volatile Operation operation = new Operation(0, part -> {});
    private volatile boolean closed;

    /** The parts of an operation, of which each is taken by one thread. */
    private static final class Operation {
        private final int parts;
        private final IntConsumer task;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile Throwable failure;

        Operation(int parts, IntConsumer task) {
            this.parts = parts;
            this.task = task;
        }

        void takeParts() {
            for (int part = taken.getAndIncrement(); part < parts; part = taken.getAndIncrement()) {
                try {
                    task.accept(part);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        /** Other threads are in the middle of their last part. */
        void awaitOthers() {
            for (int spins = 0; done.get() < parts; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            if (failure != null) {
                throw new IllegalStateException("An operation failed: " + failure, failure);
            }
        }
    }

    /**
     * Runs a task for each part, in any order, and returns when all are done.
     *
     * @param task given the number of a part; called on several threads at a time
     */
    void run(int parts, IntConsumer task) {
        int wanted = Math.min(parts, Libtorch.threads()) - 1;
        startHelpers(wanted);
        Operation current = new Operation(parts, task);
        if (wanted > 0) {
            operation = current;
            helpers.subList(0, wanted).forEach(LockSupport::unpark);
        }
        current.takeParts();
        current.awaitOthers();
    }

    private void startHelpers(int count) {
        while (helpers.size() < count) {
            Thread helper = new Thread(this::help, "idem-kernels");
            helper.setDaemon(true);
            helpers.add(helper);
            helper.start();
        }
    }

    private void help() {
        // Values too small for the normal range count as 0 on every thread of an operation, or on none.
        Libtorch.prepareThread(1);
        Operation last = null;
        int spins = 0;
        while (!closed) {
            Operation next = operation;
            if (next != last) {
                next.takeParts();
                last = next;
                spins = 0;
            } else if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }
}
