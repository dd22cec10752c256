package org.idem.train.collective.mpi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.idem.train.collective.CollectiveAbortedException;

/**
 * A group of processes whose operations are those of MPI, one at a time, on one thread. Waiting is asking, again and again:
 * a group that is {@linkplain #abort aborted} is left at once, though its operation never ends.
 */
final class MpiCommunicator {
    /** Asks this often without a pause: a message between processes of a machine takes some microseconds. */
    private static final int EAGER_QUESTIONS = 500;
    /** Then this often, with other threads going first. */
    private static final int PATIENT_QUESTIONS = 2_000;
    /** Then with pauses: the processors belong to whoever is still computing. */
    private static final long PAUSE_NANOS = 50_000;

    private final MpiLibrary library;
    private final Pointer handle;
    private final int rank;
    private final int size;
    private final Memory request = new Memory(Native.POINTER_SIZE);
    private final IntByReference flag = new IntByReference();
    /** Counts and displacements of the operation under way: the library may read them until its end. */
    private final Memory[] vectors = new Memory[4];

    private long sent;

    private final AtomicReference<Throwable> cause = new AtomicReference<>();

    MpiCommunicator(MpiLibrary library, Pointer handle) {
        this.library = library;
        this.handle = handle;
        this.rank = library.rank(handle);
        this.size = library.size(handle);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new Memory((long) Integer.BYTES * size);
        }
    }

    int rank() {
        return rank;
    }

    int size() {
        return size;
    }

    /** Another communicator of the same processes, whose operations do not meet those of this one; collective. */
    MpiCommunicator duplicate() {
        return new MpiCommunicator(library, library.split(handle, 0));
    }

    /** Lets the operation under way and all later ones fail with a cause; the first stands. */
    void abort(Throwable failure) {
        cause.compareAndSet(null, failure);
    }

    /**
     * Sends a part of one's numbers to each process and gets one of each.
     *
     * @param out where parts begin and how many numbers they have, by process
     * @param in the same of what is got
     */
    void exchange(MpiType type, Pointer from, Parts out, Pointer to, Parts in) {
        Pointer handleOfType = library.type(type);
        sent += (long) (out.total() - out.count(rank)) * type.bytes;
        start(
                "MPI_Ialltoallv",
                from,
                vector(0, out.counts()),
                vector(1, out.starts()),
                handleOfType,
                to,
                vector(2, in.counts()),
                vector(3, in.starts()),
                handleOfType);
    }

    /** Fills the parts of all processes in everybody's memory, where each has put its own already. */
    void gather(MpiType type, Pointer memory, Parts parts) {
        Pointer inPlace = Pointer.createConstant(1);
        Pointer handleOfType = library.type(type);
        sent += (long) parts.count(rank) * (size - 1) * type.bytes;
        start(
                "MPI_Iallgatherv",
                inPlace,
                0,
                handleOfType,
                memory,
                vector(0, parts.counts()),
                vector(1, parts.starts()),
                handleOfType);
    }

    /** Replaces numbers by those of the root. */
    void broadcast(MpiType type, Pointer memory, int count, int root) {
        sent += rank == root ? (long) count * (size - 1) * type.bytes : 0;
        start("MPI_Ibcast", memory, count, library.type(type), root);
    }

    /** Bytes that this process has sent to others, as if each were sent to directly. */
    long bytesSent() {
        return sent;
    }

    void barrier() {
        start("MPI_Ibarrier");
    }

    private Memory vector(int which, int[] values) {
        vectors[which].write(0, values, 0, values.length);
        return vectors[which];
    }

    private void start(String function, Object... arguments) {
        check();
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = handle;
        all[arguments.length + 1] = request;
        library.call(function, all);
        await();
    }

    private void await() {
        for (int asked = 0; !library.isDone(request, flag); asked++) {
            check();
            if (asked < EAGER_QUESTIONS) {
                Thread.onSpinWait();
            } else if (asked < PATIENT_QUESTIONS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                abort(new InterruptedException("interrupted while it waited for other processes"));
            }
        }
    }

    private void check() {
        Throwable failure = cause.get();
        if (failure != null) {
            throw new CollectiveAbortedException(failure);
        }
    }
}
