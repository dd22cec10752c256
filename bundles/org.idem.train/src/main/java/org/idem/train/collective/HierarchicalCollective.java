package org.idem.train.collective;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Ranks that are workers of several processes, as many in each: what is to be exchanged is put together within a process
 * first, so that one message goes from process to process. The first worker of each speaks for it. Ranks are numbered over all
 * processes, those of the first before those of the second. Sums are those of the processes' sums, in the order of the
 * processes.
 */
public final class HierarchicalCollective implements Collective {
    private final Collective local;
    private final Collective across;
    private final int process;
    private final int processes;

    private HierarchicalCollective(Collective local, Collective across) {
        this.local = local;
        this.across = across;
        this.process = across.rank();
        this.processes = across.world();
    }

    /**
     * Joins the workers of this process with those of others.
     *
     * @param local of each worker of this process, by their numbers in it; as many in every process
     * @param across joins the processes; used on the first worker's thread
     * @return of each worker, in the same order
     */
    public static List<Collective> join(List<? extends Collective> local, Collective across) {
        if (across.world() == 1) {
            return List.copyOf(local);
        }
        if (local.size() == 1) {
            return List.of(across);
        }
        List<Collective> members = new ArrayList<>();
        local.forEach(worker -> members.add(new HierarchicalCollective(worker, across)));
        return List.copyOf(members);
    }

    private boolean speaks() {
        return local.rank() == 0;
    }

    /** The first worker exchanges it with other processes, and all of this one get what it has then. */
    private void exchange(Tensor tensor, Runnable between) {
        if (speaks()) {
            between.run();
        }
        local.broadcast(tensor, 0);
    }

    @Override
    public int rank() {
        return process * local.world() + local.rank();
    }

    @Override
    public int world() {
        return processes * local.world();
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        local.allReduceSum(tensor);
        exchange(tensor, () -> across.allReduceSum(tensor));
    }

    @Override
    public void allReduceSum(Tensor tensor, Residual residual) {
        local.allReduceSum(tensor);
        exchange(tensor, () -> across.allReduceSum(tensor, residual));
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        local.allReduceMax(tensor);
        exchange(tensor, () -> across.allReduceMax(tensor));
    }

    @Override
    public Tensor allGather(Tensor rows) {
        Tensor here = local.allGather(rows);
        return share(speaks() ? across.allGather(here) : null);
    }

    /** What the first worker got, in memory of each worker's own. */
    private Tensor share(Tensor got) {
        long[] shape = local.broadcastObject(got == null ? null : got.shape(), 0);
        Tensor own = speaks() ? got : Tensor.empty(shape);
        local.broadcast(own, 0);
        return own;
    }

    @Override
    public long[] allGather(long[] numbers) {
        long[] here = local.allGather(numbers);
        long[] all = speaks() ? across.allGather(here) : null;
        return local.broadcastObject(all, 0).clone();
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        long own = rows.size(0) / world();
        long[] shape = rows.shape();
        shape[0] = own;
        Tensor result = Tensor.empty(shape);
        TensorScope.run(() -> {
            Tensor sum = rows.detach().duplicate();
            local.allReduceSum(sum);
            Tensor here = share(speaks() ? across.reduceScatter(sum) : null);
            result.copy_(here.narrow(local.rank() * own, own));
        });
        return result;
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        if (root / local.world() == process) {
            local.broadcast(tensor, root % local.world());
        }
        exchange(tensor, () -> across.broadcast(tensor, root / local.world()));
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        T here = root / local.world() == process ? local.broadcastObject(value, root % local.world()) : null;
        T all = speaks() ? across.broadcastObject(here, root / local.world()) : null;
        return local.broadcastObject(all, 0);
    }

    @Override
    public void barrier() {
        local.barrier();
        if (speaks()) {
            across.barrier();
        }
        local.barrier();
    }

    @Override
    public void abort(Throwable cause) {
        local.abort(cause);
        across.abort(cause);
    }
}
