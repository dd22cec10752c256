package org.idem.train.tensor;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.FloatByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;

/**
 * What of CUDA's runtime is needed and the presets of libtorch do not offer: which card a thread speaks to, how much
 * memory is free on it, and streams beside the one that computes. It is the library that libtorch itself has loaded.
 */
public final class CudaRuntime {
    /** Those of the releases that libtorch is built with; the one that is loaded already is found first. */
    private static final List<String> NAMES = List.of("libcudart.so.12", "libcudart.so.13");

    /** Stream 0, on which libtorch computes. */
    static final Pointer COMPUTING = null;

    // Values of CUDA's headers.
    private static final int NON_BLOCKING = 1;
    private static final int WITHOUT_TIME = 2;
    private static final int HOST_TO_CARD = 1;
    private static final int NOT_READY = 600;

    private CudaRuntime() {}

    /**
     * Memory of a card.
     *
     * @param free bytes that nobody uses
     * @param total all bytes
     */
    public record CardMemory(long free, long total) {}

    /**
     * Makes the calling thread speak to a card, for libraries that are called with CUDA's stream 0.
     *
     * @param card its number, from 0
     */
    public static void setDevice(int card) {
        call("cudaSetDevice", card);
    }

    /** Waits until the calling thread's card has done everything. */
    public static void synchronize() {
        call("cudaDeviceSynchronize");
    }

    /** Memory of a card; the calling thread speaks to it from then on. */
    public static CardMemory memoryOf(Device card) {
        setDevice(card.index());
        return memory();
    }

    /** Memory of the calling thread's card. */
    public static CardMemory memory() {
        try (Memory free = new Memory(Native.SIZE_T_SIZE);
                Memory total = new Memory(Native.SIZE_T_SIZE)) {
            call("cudaMemGetInfo", free, total);
            return new CardMemory(free.getLong(0), total.getLong(0));
        }
    }

    /** A stream of the thread's card that does not wait for stream 0. */
    static Pointer createStream() {
        PointerByReference made = new PointerByReference();
        call("cudaStreamCreateWithFlags", made, NON_BLOCKING);
        return made.getValue();
    }

    static void destroyStream(Pointer stream) {
        call("cudaStreamDestroy", stream);
    }

    static Pointer createEvent() {
        PointerByReference made = new PointerByReference();
        call("cudaEventCreateWithFlags", made, WITHOUT_TIME);
        return made.getValue();
    }

    /** An event that knows when it was. */
    static Pointer createTimedEvent() {
        PointerByReference made = new PointerByReference();
        call("cudaEventCreateWithFlags", made, 0);
        return made.getValue();
    }

    /** Milliseconds between two such events that have ended. */
    static double millisBetween(Pointer start, Pointer end) {
        FloatByReference millis = new FloatByReference();
        call("cudaEventElapsedTime", millis, start, end);
        return millis.getValue();
    }

    static void destroyEvent(Pointer event) {
        call("cudaEventDestroy", event);
    }

    /** Sets an event to what was asked of a stream so far. */
    static void record(Pointer event, Pointer stream) {
        call("cudaEventRecord", event, stream);
    }

    /** What is asked of a stream from here on begins after an event, which may be another stream's. */
    static void wait(Pointer stream, Pointer event) {
        call("cudaStreamWaitEvent", stream, event, 0);
    }

    static boolean hasEnded(Pointer event) {
        int code = Runtime.LIBRARY.getFunction("cudaEventQuery").invokeInt(new Object[] {event});
        if (code != 0 && code != NOT_READY) {
            throw failure("cudaEventQuery", code);
        }
        return code == 0;
    }

    /** Waits for an event. */
    static void await(Pointer event) {
        call("cudaEventSynchronize", event);
    }

    /** Asks a stream for a copy from pinned memory of the host. */
    static void copyToCard(long host, long card, long bytes, Pointer stream) {
        call("cudaMemcpyAsync", new Pointer(card), new Pointer(host), bytes, HOST_TO_CARD, stream);
    }

    private static void call(String function, Object... arguments) {
        int code = Runtime.LIBRARY.getFunction(function).invokeInt(arguments);
        if (code != 0) {
            throw failure(function, code);
        }
    }

    private static IllegalStateException failure(String function, int code) {
        Object text = Runtime.LIBRARY.getFunction("cudaGetErrorString").invoke(Pointer.class, new Object[] {code});
        return new IllegalStateException(
                function + ": " + (text instanceof Pointer words ? words.getString(0) : "error " + code));
    }

    private static final class Runtime {
        static final NativeLibrary LIBRARY = load();

        private static NativeLibrary load() {
            Libtorch.load();
            UnsatisfiedLinkError failure = new UnsatisfiedLinkError("No library of CUDA's runtime");
            for (String name : NAMES) {
                try {
                    return NativeLibrary.getInstance(name);
                } catch (UnsatisfiedLinkError e) {
                    failure.addSuppressed(e);
                }
            }
            throw failure;
        }
    }
}
