package org.idem.train.process;

import java.io.Serializable;
import java.util.function.Supplier;
import org.idem.train.collective.Collective;
import org.idem.train.collective.Residual;
import org.idem.train.tensor.Tensor;

/** Another collective, each operation of which is told to the progress of its worker. */
public final class WatchedCollective implements Collective {
    private final Collective watched;
    private final WorkerProgress progress;

    /** Over a worker's collective. */
    public WatchedCollective(Collective watched) {
        this.watched = watched;
        this.progress = new WorkerProgress(watched.rank());
    }

    /** How far the worker is; it tells itself when it begins and ends a step. */
    public WorkerProgress progress() {
        return progress;
    }

    private <T> T tell(Supplier<T> operation) {
        progress.beginOperation();
        try {
            return operation.get();
        } finally {
            progress.endOperation();
        }
    }

    private void tell(Runnable operation) {
        tell(() -> {
            operation.run();
            return null;
        });
    }

    @Override
    public int rank() {
        return watched.rank();
    }

    @Override
    public int world() {
        return watched.world();
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        tell(() -> watched.allReduceSum(tensor));
    }

    @Override
    public void allReduceSum(Tensor tensor, Residual residual) {
        tell(() -> watched.allReduceSum(tensor, residual));
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        tell(() -> watched.allReduceMax(tensor));
    }

    @Override
    public Tensor allGather(Tensor rows) {
        return tell(() -> watched.allGather(rows));
    }

    @Override
    public long[] allGather(long[] numbers) {
        return tell(() -> watched.allGather(numbers));
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        return tell(() -> watched.reduceScatter(rows));
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        tell(() -> watched.broadcast(tensor, root));
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        return tell(() -> watched.broadcastObject(value, root));
    }

    @Override
    public void barrier() {
        tell(watched::barrier);
    }

    @Override
    public void abort(Throwable cause) {
        watched.abort(cause);
    }
}
