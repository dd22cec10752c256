package org.idem.train.collective;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.HostTransfer;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorMemory;
import org.idem.train.tensor.TensorScope;

/**
 * Ranks that are threads of one process and read each other's memory, or copy it where it is another device's. A sum is
 * divided by ranges: each rank adds up one range of all tensors, in rank order, so that the bits do not depend on who is faster.
 * Tensors must be contiguous. On cards an operation returns when it has been asked for in the order of the cards' work: the host
 * does not wait.
 */
public final class InProcessCollective implements Collective {
    private final Group group;
    private final int rank;

    private InProcessCollective(Group group, int rank) {
        this.group = group;
        this.rank = rank;
    }

    /** What all ranks see: a slot for each, valid while all are inside the barrier. */
    private static final class Group {
        final AbortableBarrier barrier;
        final Tensor[] tensors;
        final long[][] numbers;
        final Object[] objects;

        Group(int world) {
            barrier = new AbortableBarrier(world);
            tensors = new Tensor[world];
            numbers = new long[world][];
            objects = new Object[world];
        }
    }

    /** A new group; one collective for each rank, by rank. */
    public static List<InProcessCollective> create(int world) {
        Group group = new Group(world);
        List<InProcessCollective> members = new ArrayList<>();
        for (int rank = 0; rank < world; rank++) {
            members.add(new InProcessCollective(group, rank));
        }
        return List.copyOf(members);
    }

    @Override
    public void abort(Throwable cause) {
        group.barrier.abort(cause);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int world() {
        return group.tensors.length;
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        reduce(tensor, Tensor::add_);
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        reduce(tensor, Tensor::max_);
    }

    /** Puts the second operand into the first. */
    @FunctionalInterface
    private interface Combine {
        Tensor into(Tensor first, Tensor second);
    }

    private void reduce(Tensor tensor, Combine combine) {
        group.tensors[rank] = tensor;
        together(() -> {
            TensorScope.run(() -> {
                long count = tensor.count();
                long start = count * rank / world();
                long length = count * (rank + 1) / world() - start;
                if (length > 0) {
                    reduceRange(tensor.device(), start, length, combine);
                }
            });
            return null;
        });
    }

    /** Adds up a range on this rank's device, and gives the total to all. */
    private void reduceRange(Device device, long start, long length, Combine combine) {
        Tensor total = on(device, range(0, start, length));
        for (int other = 1; other < world(); other++) {
            combine.into(total, on(device, range(other, start, length)));
        }
        for (int other = 0; other < world(); other++) {
            Tensor part = range(other, start, length);
            if (!TensorMemory.isSame(part, total)) {
                HostTransfer.copy(total, part);
            }
        }
    }

    /** Values of another rank on a device: they themselves, or a copy where they are another device's. */
    private static Tensor on(Device device, Tensor values) {
        if (values.device().equals(device)) {
            return values;
        }
        Tensor copy = device.compute(() -> Tensor.empty(values.shape()));
        HostTransfer.copy(values, copy);
        return copy;
    }

    private Tensor range(int other, long start, long length) {
        return group.tensors[other].detach().view(-1).narrow(start, length);
    }

    /** Runs what reads the memory of other ranks while all of them keep theirs. A failure is told before it is thrown. */
    private <T> T together(Supplier<T> read) {
        group.barrier.enter();
        T result;
        try {
            result = read.get();
        } catch (RuntimeException | Error failure) {
            group.barrier.abort(failure);
            try {
                group.barrier.leave();
            } catch (CollectiveAbortedException told) {
                failure.addSuppressed(told);
            }
            throw failure;
        }
        group.barrier.leave();
        return result;
    }

    @Override
    public Tensor allGather(Tensor rows) {
        group.tensors[rank] = rows;
        return together(() -> {
            long[] shape = rows.shape();
            shape[0] = Arrays.stream(group.tensors).mapToLong(t -> t.size(0)).sum();
            Tensor all = rows.device().compute(() -> Tensor.empty(shape));
            TensorScope.run(() -> {
                long start = 0;
                for (Tensor part : group.tensors) {
                    HostTransfer.copy(part.detach(), all.narrow(start, part.size(0)));
                    start += part.size(0);
                }
            });
            return all;
        });
    }

    @Override
    public long[] allGather(long[] numbers) {
        group.numbers[rank] = numbers.clone();
        return together(
                () -> Arrays.stream(group.numbers).flatMapToLong(LongStream::of).toArray());
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        group.tensors[rank] = rows;
        return together(() -> {
            long own = rows.size(0) / world();
            long[] shape = rows.shape();
            shape[0] = own;
            Device device = rows.device();
            Tensor sum = device.compute(() -> Tensor.empty(shape));
            TensorScope.run(() -> {
                HostTransfer.copy(ownRows(0, own), sum);
                for (int other = 1; other < world(); other++) {
                    sum.add_(on(device, ownRows(other, own)));
                }
            });
            return sum;
        });
    }

    /** This rank's rows of another rank's tensor. */
    private Tensor ownRows(int other, long own) {
        return group.tensors[other].detach().narrow(rank * own, own);
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        group.tensors[rank] = tensor;
        together(() -> {
            if (rank != root) {
                TensorScope.run(() -> HostTransfer.copy(group.tensors[root].detach(), tensor.detach()));
            }
            return null;
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Serializable> T broadcastObject(T value, int root) {
        group.objects[rank] = value;
        return together(() -> (T) group.objects[root]);
    }

    @Override
    public void barrier() {
        together(() -> null);
    }
}
