package org.idem.train.collective.mpi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.Serializable;
import java.util.Arrays;
import org.idem.train.collective.Collective;
import org.idem.train.collective.Messages;
import org.idem.train.collective.Residual;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorMemory;
import org.idem.train.tensor.TensorScope;

/**
 * Ranks that are processes, of one machine or several. A sum is divided by ranges: each process gets one range of all the
 * others, adds up in rank order, and sends the result to all, so that the bits are those of {@link
 * org.idem.train.collective.InProcessCollective}. Tensors are contiguous fp32 in host memory, of any size: what MPI cannot count
 * goes in pieces.
 */
public final class MpiCollective implements Collective {
    /** Floats that are exchanged at once: 64 MiB, as much as the copy that is held of them. */
    private static final int PIECE = 1 << 24;
    /** Floats that are sent whole to everybody: for so few a second message costs more than the bytes. */
    private static final int FEW = 1 << 12;
    /** Bytes of a message whose length nobody knows before. */
    private static final int SHORT_MESSAGE = 1 << 11;
    /** Numbers that are gathered together with how many they are. */
    private static final int FEW_NUMBERS = 15;

    private final MpiCommunicator group;
    private final RoundedSum rounded;
    private final int piece;
    private final int few;
    private final Memory message = new Memory(SHORT_MESSAGE);
    private final Memory numbers;
    private Tensor scratch;

    MpiCollective(MpiCommunicator group) {
        this(group, PIECE, FEW);
    }

    /**
     * With other limits.
     *
     * @param piece floats that are exchanged at once, at least the number of processes
     * @param few floats that are sent whole to everybody
     */
    MpiCollective(MpiCommunicator group, int piece, int few) {
        this.group = group;
        this.rounded = new RoundedSum(group);
        this.piece = piece;
        this.few = few;
        this.numbers = new Memory((long) Long.BYTES * (FEW_NUMBERS + 1) * group.size());
    }

    @Override
    public int rank() {
        return group.rank();
    }

    @Override
    public int world() {
        return group.size();
    }

    @Override
    public void allReduceSum(Tensor tensor) {
        reduce(tensor, Tensor::add_);
    }

    @Override
    public void allReduceMax(Tensor tensor) {
        reduce(tensor, Tensor::max_);
    }

    /** Pieces are as large as of other sums, so that the same numbers are always rounded together. */
    @Override
    public void allReduceSum(Tensor tensor, Residual residual) {
        TensorScope.run(() -> {
            Tensor flat = flat(tensor);
            Tensor left = residual.values(flat.count());
            long count = flat.count();
            if (count * world() <= few) {
                reduceFew(flat.add_(left), Tensor::add_);
                left.zero_();
                return;
            }
            for (long start = 0; start < count; start += piece) {
                long length = Math.min(piece, count - start);
                rounded.reduce(flat.narrow(start, length), left.narrow(start, length));
            }
        });
    }

    /** Bytes that this process has sent to others. */
    public long bytesSent() {
        return group.bytesSent();
    }

    /** Puts the second operand into the first. */
    @FunctionalInterface
    private interface Combine {
        Tensor into(Tensor first, Tensor second);
    }

    private void reduce(Tensor tensor, Combine combine) {
        TensorScope.run(() -> {
            Tensor flat = flat(tensor);
            long count = flat.count();
            if (count * world() <= few) {
                reduceFew(flat, combine);
                return;
            }
            for (long start = 0; start < count; start += piece) {
                reducePiece(flat.narrow(start, Math.min(piece, count - start)), combine);
            }
        });
    }

    private void reduceFew(Tensor flat, Combine combine) {
        int count = (int) flat.count();
        Tensor all = scratch(count * world());
        all.narrow((long) rank() * count, count).copy_(flat);
        group.gather(MpiType.FLOAT, memory(all), Parts.equal(world(), count));
        combine(flat, all, Parts.equal(world(), count), combine);
    }

    private void reducePiece(Tensor flat, Combine combine) {
        Parts ranges = Parts.divide((int) flat.count(), world());
        int own = ranges.count(rank());
        Parts got = Parts.equal(world(), own);
        Tensor all = scratch(own * world());
        group.exchange(MpiType.FLOAT, memory(flat), ranges, memory(all), got);
        if (own > 0) {
            combine(flat.narrow(ranges.start(rank()), own), all, got, combine);
        }
        group.gather(MpiType.FLOAT, memory(flat), ranges);
    }

    private static void combine(Tensor result, Tensor all, Parts parts, Combine combine) {
        result.copy_(all.narrow(0, parts.count(0)));
        for (int process = 1; process < parts.counts().length; process++) {
            combine.into(result, all.narrow(parts.start(process), parts.count(process)));
        }
    }

    @Override
    public Tensor allGather(Tensor rows) {
        long[] shape = rows.shape();
        long ofRow = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        long[] counts = allGather(new long[] {rows.size(0) * ofRow});
        shape[0] = Arrays.stream(counts).sum() / Math.max(1, ofRow);
        Tensor all = Tensor.empty(shape);
        TensorScope.run(() -> {
            Tensor flat = flat(all);
            long start = 0;
            for (int root = 0; root < counts.length; root++) {
                Tensor part = flat.narrow(start, counts[root]);
                if (root == rank()) {
                    part.copy_(flat(rows));
                }
                start += counts[root];
            }
            gather(flat, counts);
        });
        return all;
    }

    /** In one message where MPI can count that far. */
    private void gather(Tensor flat, long[] counts) {
        if (flat.count() <= Math.max(piece, few)) {
            int[] parts = Arrays.stream(counts).mapToInt(Math::toIntExact).toArray();
            group.gather(MpiType.FLOAT, memory(flat), Parts.of(parts));
            return;
        }
        long start = 0;
        for (int root = 0; root < counts.length; root++) {
            broadcastFlat(flat.narrow(start, counts[root]), root);
            start += counts[root];
        }
    }

    @Override
    public long[] allGather(long[] own) {
        int slot = FEW_NUMBERS + 1;
        long base = (long) rank() * slot * Long.BYTES;
        numbers.setLong(base, own.length);
        int first = Math.min(FEW_NUMBERS, own.length);
        numbers.write(base + Long.BYTES, own, 0, first);
        group.gather(MpiType.BYTE, numbers, Parts.equal(world(), slot * Long.BYTES));
        int[] lengths = new int[world()];
        for (int process = 0; process < lengths.length; process++) {
            lengths[process] = (int) numbers.getLong((long) process * slot * Long.BYTES);
        }
        if (Arrays.stream(lengths).max().orElse(0) > FEW_NUMBERS) {
            return gatherMany(own, lengths);
        }
        long[] all = new long[Arrays.stream(lengths).sum()];
        int at = 0;
        for (int process = 0; process < lengths.length; process++) {
            numbers.read(((long) process * slot + 1) * Long.BYTES, all, at, lengths[process]);
            at += lengths[process];
        }
        return all;
    }

    private long[] gatherMany(long[] own, int[] lengths) {
        Parts parts = Parts.of(lengths);
        int[] bytes = Arrays.stream(lengths)
                .map(length -> Math.multiplyExact(length, Long.BYTES))
                .toArray();
        try (Memory memory = new Memory((long) parts.total() * Long.BYTES)) {
            memory.write((long) parts.start(rank()) * Long.BYTES, own, 0, own.length);
            group.gather(MpiType.BYTE, memory, Parts.of(bytes));
            return memory.getLongArray(0, parts.total());
        }
    }

    @Override
    public Tensor reduceScatter(Tensor rows) {
        long[] shape = rows.shape();
        shape[0] = rows.size(0) / world();
        Tensor sum = Tensor.empty(shape);
        TensorScope.run(() -> {
            Tensor from = flat(rows);
            Tensor to = flat(sum);
            int step = Math.max(1, piece / world());
            for (long start = 0; start < to.count(); start += step) {
                scatterPiece(from, to, start, (int) Math.min(step, to.count() - start));
            }
        });
        return sum;
    }

    private void scatterPiece(Tensor from, Tensor to, long start, int length) {
        Parts parts = Parts.equal(world(), length);
        Tensor both = scratch(2 * length * world());
        Tensor out = both.narrow(0, parts.total());
        Tensor in = both.narrow(parts.total(), parts.total());
        for (int process = 0; process < world(); process++) {
            out.narrow(parts.start(process), length).copy_(from.narrow(process * to.count() + start, length));
        }
        group.exchange(MpiType.FLOAT, memory(out), parts, memory(in), parts);
        combine(to.narrow(start, length), in, parts, Tensor::add_);
    }

    @Override
    public void broadcast(Tensor tensor, int root) {
        TensorScope.run(() -> broadcastFlat(flat(tensor), root));
    }

    private void broadcastFlat(Tensor flat, int root) {
        for (long start = 0; start < flat.count(); start += piece) {
            int length = (int) Math.min(piece, flat.count() - start);
            group.broadcast(MpiType.FLOAT, memory(flat.narrow(start, length)), length, root);
        }
    }

    @Override
    public <T extends Serializable> T broadcastObject(T value, int root) {
        byte[] bytes = rank() == root ? Messages.write(value) : new byte[0];
        int first = SHORT_MESSAGE - Integer.BYTES;
        if (rank() == root) {
            message.setInt(0, bytes.length);
            message.write(Integer.BYTES, bytes, 0, Math.min(first, bytes.length));
        }
        group.broadcast(MpiType.BYTE, message, SHORT_MESSAGE, root);
        if (rank() == root) {
            broadcastRest(bytes, root);
            return value;
        }
        byte[] got = new byte[message.getInt(0)];
        message.read(Integer.BYTES, got, 0, Math.min(first, got.length));
        broadcastRest(got, root);
        return Messages.read(got);
    }

    private void broadcastRest(byte[] bytes, int root) {
        int first = SHORT_MESSAGE - Integer.BYTES;
        int rest = bytes.length - first;
        if (rest <= 0) {
            return;
        }
        try (Memory memory = new Memory(rest)) {
            memory.write(0, bytes, first, rest);
            group.broadcast(MpiType.BYTE, memory, rest, root);
            memory.read(0, bytes, first, rest);
        }
    }

    @Override
    public void barrier() {
        group.barrier();
    }

    @Override
    public void abort(Throwable cause) {
        group.abort(cause);
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.detach().view(-1);
    }

    /** The first so many floats of memory that stays, whose content is whatever the last operation left. */
    private Tensor scratch(int count) {
        if (scratch == null || scratch.count() < count) {
            if (scratch != null) {
                scratch.close();
            }
            scratch = Tensor.empty(count).retain();
        }
        return scratch.narrow(0, count);
    }

    private static Pointer memory(Tensor tensor) {
        return tensor.count() == 0 ? Pointer.NULL : Native.getDirectBufferPointer(TensorMemory.buffer(tensor));
    }
}
