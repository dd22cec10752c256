package org.idem.train.collective;

import java.io.Serializable;
import org.idem.train.tensor.Tensor;

/** A world of one rank: every operation is the identity. */
public final class SoloCollective implements Collective {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int world() {
        return 1;
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        // The sum over one rank is what it holds.
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        // The maximum over one rank is what it holds.
    }

    @Override
    public Tensor allGather(Tensor rows) {
        return rows;
    }

    @Override
    public long[] allGather(long[] numbers) {
        return numbers;
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        return rows;
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        // The only rank is the root.
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        return value;
    }

    @Override
    public void barrier() {
        // Nobody to wait for.
    }

    @Override
    public void abort(Throwable cause) {
        // Nobody waits.
    }
}
