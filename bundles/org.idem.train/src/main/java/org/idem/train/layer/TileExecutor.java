package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.TensorScope;

/**
 * Threads that compute the tiles of a sample. Each has tiles of its own, always the same, so that sums do not depend on
 * which thread is faster.
 */
final class TileExecutor implements AutoCloseable {
    private final int threads;
    private final int tile;
    private final ExecutorService executor;

    /** Computes one tile, in a tensor scope of its own. */
    @FunctionalInterface
    interface TileTask {
        /**
         * Called on the executor's threads, for several tiles at a time.
         *
         * @param thread number of the thread, from 0
         * @param tile the classes of the tile
         * @param start position of the tile in the sample
         */
        void run(int thread, ClassSample tile, int start);
    }

    /**
     * With threads of one core each, which belong to the device of the calling one and end with {@link #close()}.
     *
     * @param threads number of threads, at least 1
     * @param tile number of classes of a tile, at least 1
     */
    TileExecutor(int threads, int tile) {
        this.threads = threads;
        this.tile = tile;
        Device device = Device.current();
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(
                    () -> {
                        Libtorch.prepareThread(1);
                        device.bind();
                        task.run();
                    },
                    "idem-tiles");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Number of threads. */
    int threads() {
        return threads;
    }

    /**
     * Computes all tiles of a sample; blocks until all have ended.
     *
     * @throws IllegalStateException caused by the failure of a thread, if one failed
     */
    void run(ClassSample sample, TileTask task) {
        List<Future<?>> futures = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int own = thread;
            futures.add(executor.submit(() -> runThread(own, sample, task)));
        }
        RuntimeException failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                failure = new IllegalStateException("A tile of class centers failed: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new IllegalStateException("Interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void runThread(int thread, ClassSample sample, TileTask task) {
        for (long start = (long) thread * tile; start < sample.size(); start += (long) threads * tile) {
            int from = (int) start;
            TensorScope.run(() -> task.run(thread, sample.slice(from, Math.min(tile, sample.size() - from)), from));
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
