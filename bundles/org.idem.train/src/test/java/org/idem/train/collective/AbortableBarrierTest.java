package org.idem.train.collective;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AbortableBarrierTest {
    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Who failed would free at once what the others read. */
    @Test
    void nobodyGetsOutWhileAnotherReads() throws Exception {
        AbortableBarrier barrier = new AbortableBarrier(2);
        CountDownLatch aborted = new CountDownLatch(1);
        AtomicBoolean reading = new AtomicBoolean(true);
        CompletableFuture<Thread> failing = new CompletableFuture<>();
        RuntimeException cause = new IllegalStateException("broken");
        FutureTask<Boolean> failed = start(() -> {
            failing.complete(Thread.currentThread());
            barrier.enter();
            barrier.abort(cause);
            aborted.countDown();
            assertSame(
                    cause,
                    assertThrows(CollectiveAbortedException.class, barrier::leave)
                            .getCause());
            return reading.get();
        });
        FutureTask<Void> reader = start(() -> {
            barrier.enter();
            aborted.await();
            while (failing.join().getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            reading.set(false);
            assertThrows(CollectiveAbortedException.class, barrier::leave);
            return null;
        });
        assertTrue(!failed.get(), "it got out while the other was reading");
        reader.get();
    }

    @Test
    void whoIsInterruptedBeforeAllHaveComeTellsTheOthers() throws Exception {
        AbortableBarrier barrier = new AbortableBarrier(2);
        Thread.currentThread().interrupt();
        assertThrows(CollectiveAbortedException.class, barrier::enter);
        assertTrue(Thread.interrupted());
        FutureTask<Void> other = start(() -> {
            assertThrows(CollectiveAbortedException.class, barrier::enter);
            return null;
        });
        other.get();
    }

    @Test
    void whoIsInterruptedInsideStillLetsTheOthersFinish() throws Exception {
        AbortableBarrier barrier = new AbortableBarrier(2);
        FutureTask<Void> other = start(() -> {
            barrier.enter();
            barrier.leave();
            return null;
        });
        barrier.enter();
        Thread.currentThread().interrupt();
        barrier.leave();
        assertTrue(Thread.interrupted());
        other.get();
    }
}
