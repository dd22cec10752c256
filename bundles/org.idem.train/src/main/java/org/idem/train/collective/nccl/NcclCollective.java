package org.idem.train.collective.nccl;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.Serializable;
import java.util.Arrays;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorMemory;
import org.idem.train.tensor.TensorScope;

/**
 * Ranks with a card each, whose tensors NCCL exchanges: contiguous fp32 on that card. An operation returns when it has been
 * asked for in the order of the card's work; the host does not wait. Sums are taken in an order of NCCL's own, which follows
 * from the number of ranks and how their cards are connected. What is not a tensor goes the way of another collective of the
 * same ranks.
 */
public final class NcclCollective implements Collective, AutoCloseable {
    private final NcclGroup group;
    private final int worker;
    private final Collective control;
    private final Device card;

    NcclCollective(NcclGroup group, int worker, Collective control, Device card) {
        this.group = group;
        this.worker = worker;
        this.control = control;
        this.card = card;
    }

    @Override
    public int rank() {
        return control.rank();
    }

    @Override
    public int world() {
        return control.world();
    }

    /** A function of the library that is given this rank's communicator. */
    @FunctionalInterface
    private interface Call {
        int with(NcclLibrary library, Pointer communicator);
    }

    /** Asks for an operation on this rank's card. */
    private void call(String function, Call call) {
        try {
            group.nccl().use(card);
            group.requireSound(worker);
            Pointer communicator = communicator();
            group.nccl().check(function, call.with(group.nccl().library(), communicator));
        } catch (NcclException e) {
            abort(e);
            throw e;
        }
    }

    /** Joins the others at the first operation. */
    private Pointer communicator() {
        Pointer known = group.communicator(worker);
        if (known != null) {
            return known;
        }
        byte[] bytes = null;
        if (rank() == 0) {
            bytes = new byte[NcclLibrary.UniqueId.LENGTH];
            group.nccl().check("ncclGetUniqueId", group.nccl().library().ncclGetUniqueId(bytes));
        }
        NcclLibrary.UniqueId id = new NcclLibrary.UniqueId();
        System.arraycopy(control.broadcastObject(bytes, 0), 0, id.internal, 0, NcclLibrary.UniqueId.LENGTH);
        control.barrier(); // nobody waits in the library for a rank that failed before
        PointerByReference made = new PointerByReference();
        group.nccl().check("ncclCommInitRank", group.nccl().library().ncclCommInitRank(made, world(), id, rank()));
        group.add(worker, made.getValue());
        return made.getValue();
    }

    private static Pointer memory(Tensor tensor) {
        return new Pointer(TensorMemory.address(tensor));
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        allReduce(tensor, NcclLibrary.SUM);
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        allReduce(tensor, NcclLibrary.MAX);
    }

    private void allReduce(Tensor tensor, int operation) {
        Pointer memory = memory(tensor);
        long count = tensor.count();
        call(
                "ncclAllReduce",
                (library, group) -> library.ncclAllReduce(
                        memory, memory, count, NcclLibrary.FLOAT32, operation, group, Pointer.NULL));
    }

    /** Each rank's rows are sent to all, as one operation: NCCL's own all-gather asks for as many of each. */
    @Override
    public Tensor allGather(Tensor rows) {
        long[] counts = allGather(new long[] {rows.size(0)});
        long[] shape = rows.shape();
        shape[0] = Arrays.stream(counts).sum();
        Tensor all = rows.device().compute(() -> Tensor.empty(shape));
        TensorScope.run(() -> call("ncclBroadcast", (library, communicator) -> {
            group.nccl().check("ncclGroupStart", library.ncclGroupStart());
            long start = 0;
            for (int root = 0; root < counts.length; root++) {
                Tensor part = all.narrow(start, counts[root]);
                if (counts[root] > 0) {
                    Pointer from = memory(root == rank() ? rows : part);
                    int code = library.ncclBroadcast(
                            from, memory(part), part.count(), NcclLibrary.FLOAT32, root, communicator, Pointer.NULL);
                    group.nccl().check("ncclBroadcast", code);
                }
                start += counts[root];
            }
            return library.ncclGroupEnd();
        }));
        return all;
    }

    @Override
    public long[] allGather(long[] numbers) {
        return control.allGather(numbers);
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        long[] shape = rows.shape();
        shape[0] = rows.size(0) / world();
        Tensor own = rows.device().compute(() -> Tensor.empty(shape));
        call(
                "ncclReduceScatter",
                (library, group) -> library.ncclReduceScatter(
                        memory(rows),
                        memory(own),
                        own.count(),
                        NcclLibrary.FLOAT32,
                        NcclLibrary.SUM,
                        group,
                        Pointer.NULL));
        return own;
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        Pointer memory = memory(tensor);
        long count = tensor.count();
        call(
                "ncclBroadcast",
                (library, group) ->
                        library.ncclBroadcast(memory, memory, count, NcclLibrary.FLOAT32, root, group, Pointer.NULL));
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        return control.broadcastObject(value, root);
    }

    @Override
    public void barrier() {
        control.barrier();
    }

    /** Ends it for the cards, too: none waits for one that will never come. */
    @Override
    public void abort(Throwable cause) {
        control.abort(cause);
        group.abort(cause);
    }

    @Override
    public void close() {
        group.close(worker);
    }
}
