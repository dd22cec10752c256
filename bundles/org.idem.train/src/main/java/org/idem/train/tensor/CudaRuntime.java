package org.idem.train.tensor;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * What of CUDA's runtime is needed and the presets of libtorch do not offer: which card a thread speaks to, and how much
 * memory is free on it. It is the library that libtorch itself has loaded.
 */
public final class CudaRuntime {
    /** Those of the releases that libtorch is built with; the one that is loaded already is found first. */
    private static final List<String> NAMES = List.of("libcudart.so.12", "libcudart.so.13");

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

    /** Memory of the calling thread's card. */
    public static CardMemory memory() {
        try (Memory free = new Memory(Native.SIZE_T_SIZE);
                Memory total = new Memory(Native.SIZE_T_SIZE)) {
            call("cudaMemGetInfo", free, total);
            return new CardMemory(free.getLong(0), total.getLong(0));
        }
    }

    private static void call(String function, Object... arguments) {
        int code = Runtime.LIBRARY.getFunction(function).invokeInt(arguments);
        if (code != 0) {
            Object text = Runtime.LIBRARY.getFunction("cudaGetErrorString").invoke(Pointer.class, new Object[] {code});
            throw new IllegalStateException(
                    function + ": " + (text instanceof Pointer words ? words.getString(0) : "error " + code));
        }
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
