package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.TensorScope;

/**
 * Threads that walk the tiles of a sample. Each has tiles of its own, always the same, so that sums do not depend on
 * which thread is faster.
 */
final class TileExecutor implements AutoCloseable {
    private final int count;
    private final int tile;
    private final ExecutorService threads;

    /** What is done with a tile, in a scope of its own. */
    @FunctionalInterface
    interface Visit {
        /**
         * Called on the lane's thread.
         *
         * @param start place in the sample at which the tile begins
         */
        void tile(int lane, ClassSample tile, int start);
    }

    /**
     * With threads of one core each.
     *
     * @param tile classes of a tile
     */
    TileExecutor(int count, int tile) {
        this.count = count;
        this.tile = tile;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(
                    () -> {
                        Libtorch.prepareThread(1);
                        task.run();
                    },
                    "idem-tiles");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many. */
    int count() {
        return count;
    }

    /** Visits all tiles; throws what the first failing visit threw. */
    void walk(ClassSample sample, Visit visit) {
        List<Future<?>> ends = new ArrayList<>();
        for (int lane = 0; lane < count; lane++) {
            int mine = lane;
            ends.add(threads.submit(() -> walkLane(mine, sample, visit)));
        }
        RuntimeException failure = null;
        for (Future<?> end : ends) {
            try {
                end.get();
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

    private void walkLane(int lane, ClassSample sample, Visit visit) {
        for (long start = (long) lane * tile; start < sample.size(); start += (long) count * tile) {
            int from = (int) start;
            TensorScope.run(() -> visit.tile(lane, sample.part(from, Math.min(tile, sample.size() - from)), from));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
