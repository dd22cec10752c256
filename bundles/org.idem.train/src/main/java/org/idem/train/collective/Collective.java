package org.idem.train.collective;

import java.io.Serializable;
import org.idem.train.tensor.Tensor;

/**
 * One member's access to its group. Members are the workers of a training, each a thread with a replica, or the processes that
 * these are divided over; a member's number in its group is its rank. Each operation is called by every rank in the same order
 * with tensors of the same shape, on that rank's thread, and returns when its result stands. Results equal on every rank and
 * from run to run, bit by bit; sums are taken in rank order where an implementation does not say otherwise. Every operation
 * throws {@link CollectiveAbortedException} once a rank has failed.
 */
public interface Collective {
    /** Number of this member in its group, [0, world). */
    int rank();

    /** World size: number of members, at least 1. */
    int world();

    /** Replaces the tensor by the element-wise sum over all ranks. */
    void allReduceSum(Tensor tensor);

    /**
     * As {@link #allReduceSum(Tensor)}, but what goes from process to process may be rounded to bfloat16. Equal on every rank all
     * the same; where nothing goes between processes it is exact, and the residual stays empty.
     *
     * @param residual of this tensor on this rank: what earlier calls left out goes into this sum, what this one leaves out into
     *     the next
     */
    default void allReduceSum(Tensor tensor, Residual residual) {
        allReduceSum(tensor);
    }

    /** Replaces the tensor by the element-wise maximum over all ranks. */
    void allReduceMax(Tensor tensor);

    /** Rows of all ranks in rank order: [n, …] each, n may differ, to a new tensor [sum of n, …] of the caller's scope. */
    Tensor allGather(Tensor rows);

    /** Numbers of all ranks in rank order; lengths may differ. */
    long[] allGather(long[] numbers);

    /** Sum over all ranks of [world · n, …], of which this rank gets its own n rows as a new tensor. */
    Tensor reduceScatter(Tensor rows);

    /** Replaces the tensor by that of the root rank. */
    void broadcast(Tensor tensor, int root);

    /**
     * A small value of the root rank.
     *
     * @param value immutable; read on the root only, elsewhere it may be null
     * @return on every rank what the root gave; within a process the same object
     */
    <T extends Serializable> T broadcastObject(T value, int root);

    /** Returns when all ranks have called it. */
    void barrier();

    /**
     * Ends the group as far as this process reaches: whoever waits here, or calls an operation from now on, gets a {@link
     * CollectiveAbortedException}. The first cause stands. Any thread may call it.
     */
    void abort(Throwable cause);
}
