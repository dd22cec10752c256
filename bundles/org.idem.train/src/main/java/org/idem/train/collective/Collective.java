package org.idem.train.collective;

import org.idem.train.tensor.Tensor;

/**
 * One worker's access to all workers. Each operation is called by every worker in the same order with tensors of the
 * same shape, and returns when its result stands. Sums are taken in rank order, so results equal on every worker and
 * from run to run, bit by bit.
 */
public interface Collective {
    /** This worker's number in [0, world). */
    int rank();

    /** Number of workers. */
    int world();

    /** Replaces the tensor by the element-wise sum over all workers. */
    void allReduceSum(Tensor tensor);

    /** Replaces the tensor by the element-wise maximum over all workers. */
    void allReduceMax(Tensor tensor);

    /** All workers' rows in rank order: [n, …] each → [world · n, …], a new tensor of the caller's scope. */
    Tensor allGather(Tensor rows);

    /** All workers' numbers in rank order; lengths may differ. */
    long[] allGather(long[] numbers);

    /** Sum over all workers of [world · n, …], of which this worker gets its own n rows as a new tensor. */
    Tensor reduceScatter(Tensor rows);

    /** Replaces the tensor by that of the root worker. */
    void broadcast(Tensor tensor, int root);

    /** Returns when all workers have arrived. */
    void barrier();
}
