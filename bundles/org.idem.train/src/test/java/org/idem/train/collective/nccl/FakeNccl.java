package org.idem.train.collective.nccl;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * NCCL's rules on the host's memory: communicators of one group, calls that all ranks make in the same order with the same
 * counts, groups of calls that begin together. A call that breaks a rule fails with the number of an error, as the library's.
 */
final class FakeNccl implements NcclLibrary {
    private static final int INVALID = 4;
    private static final int REMOTE = 6;

    /** What was called, of all ranks: rank, colon, function and arguments. */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** Card of each thread, as it was chosen. */
    final ThreadLocal<Integer> card = ThreadLocal.withInitial(() -> -1);

    volatile int asyncError;
    final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger handles = new AtomicInteger();
    private final Map<Byte, Group> groups = new ConcurrentHashMap<>();
    private final Map<Long, Member> members = new ConcurrentHashMap<>();
    private final ThreadLocal<List<Operation>> queue = new ThreadLocal<>();

    /** Waits for all ranks of a group. */
    private static final class Group {
        final CyclicBarrier barrier;
        final Operation[] operations;

        Group(int ranks) {
            barrier = new CyclicBarrier(ranks);
            operations = new Operation[ranks];
        }
    }

    private record Member(Group group, int rank) {}

    private record Operation(
            Member member, String name, Pointer from, Pointer to, long count, int root, int operation) {
        boolean fits(Operation other) {
            return name.equals(other.name)
                    && count == other.count
                    && root == other.root
                    && operation == other.operation;
        }
    }

    @Override
    public int ncclGetVersion(IntByReference version) {
        version.setValue(22_304);
        return SUCCESS;
    }

    @Override
    public Pointer ncclGetErrorString(int error) {
        Memory text = new Memory(64);
        text.setString(
                0, error == REMOTE ? "remote process exited or there was a network error" : "fake error " + error);
        return text;
    }

    @Override
    public int ncclGetUniqueId(byte[] id) {
        Arrays.fill(id, (byte) ids.incrementAndGet());
        return id.length == UniqueId.LENGTH ? SUCCESS : INVALID;
    }

    @Override
    public int ncclCommInitRank(PointerByReference communicator, int ranks, UniqueId id, int rank) {
        calls.add(rank + ": init of " + ranks + " on card " + card.get());
        Group group = groups.computeIfAbsent(id.internal[UniqueId.LENGTH - 1], key -> new Group(ranks));
        long handle = handles.incrementAndGet();
        members.put(handle, new Member(group, rank));
        communicator.setValue(new Pointer(handle));
        open.incrementAndGet();
        return meet(group);
    }

    private static int meet(Group group) {
        try {
            group.barrier.await();
            return SUCCESS;
        } catch (InterruptedException | BrokenBarrierException e) {
            return REMOTE;
        }
    }

    @Override
    public int ncclCommDestroy(Pointer communicator) {
        open.decrementAndGet();
        return members.remove(Pointer.nativeValue(communicator)) == null ? INVALID : SUCCESS;
    }

    @Override
    public int ncclCommAbort(Pointer communicator) {
        members.get(Pointer.nativeValue(communicator)).group().barrier.reset();
        return ncclCommDestroy(communicator);
    }

    @Override
    public int ncclCommGetAsyncError(Pointer communicator, IntByReference error) {
        error.setValue(asyncError);
        return SUCCESS;
    }

    @Override
    public int ncclGroupStart() {
        queue.set(new ArrayList<>());
        return SUCCESS;
    }

    @Override
    public int ncclGroupEnd() {
        List<Operation> queued = queue.get();
        queue.remove();
        return queued.stream().mapToInt(this::run).max().orElse(SUCCESS);
    }

    private int submit(String name, Pointer from, Pointer to, long count, int root, int operation, Pointer on) {
        Member member = members.get(Pointer.nativeValue(on));
        calls.add(member.rank() + ": " + name + " of " + count + (queue.get() == null ? "" : " in a group"));
        Operation asked = new Operation(member, name, from, to, count, root, operation);
        if (queue.get() != null) {
            queue.get().add(asked);
            return SUCCESS;
        }
        return run(asked);
    }

    private int run(Operation own) {
        Group group = own.member().group();
        group.operations[own.member().rank()] = own;
        if (meet(group) != SUCCESS) {
            return REMOTE;
        }
        boolean fits = Arrays.stream(group.operations).allMatch(own::fits);
        float[] result = fits ? result(group.operations, own) : null;
        if (meet(group) != SUCCESS || !fits) {
            return fits ? REMOTE : INVALID;
        }
        own.to().write(0, result, 0, result.length);
        return meet(group);
    }

    private static float[] result(Operation[] all, Operation own) {
        int count = (int) own.count();
        int start = 0;
        int length = count;
        if (own.name().equals("broadcast")) {
            return all[own.root()].from().getFloatArray(0, count);
        }
        if (own.name().equals("reduceScatter")) {
            start = own.member().rank() * count;
            length = count * all.length;
        }
        float[] total = all[0].from().getFloatArray(0, length);
        for (int rank = 1; rank < all.length; rank++) {
            float[] more = all[rank].from().getFloatArray(0, length);
            for (int i = 0; i < length; i++) {
                total[i] = own.operation() == MAX ? Math.max(total[i], more[i]) : total[i] + more[i];
            }
        }
        return Arrays.copyOfRange(total, start, start + count);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }

    @Override
    public int ncclAllReduce(
            Pointer from, Pointer to, long count, int type, int operation, Pointer on, Pointer stream) {
        require(type == FLOAT32 && stream == null && (operation == SUM || operation == MAX), "type, stream, operation");
        return submit("allReduce", from, to, count, 0, operation, on);
    }

    @Override
    public int ncclReduceScatter(
            Pointer from, Pointer to, long countOfEach, int type, int operation, Pointer on, Pointer stream) {
        require(type == FLOAT32 && stream == null && operation == SUM, "type, stream, operation");
        return submit("reduceScatter", from, to, countOfEach, 0, operation, on);
    }

    @Override
    public int ncclBroadcast(Pointer from, Pointer to, long count, int type, int root, Pointer on, Pointer stream) {
        require(type == FLOAT32 && stream == null, "type, stream");
        return submit("broadcast", from, to, count, root, 0, on);
    }
}
