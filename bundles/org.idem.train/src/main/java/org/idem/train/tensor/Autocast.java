package org.idem.train.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Mixed precision of the calling thread: libtorch runs convolutions, matrix products and the like in bfloat16 and leaves
 * the rest in fp32; fp32 leaves get fp32 gradients. The presets do not wrap these functions, so they are called by
 * symbol. Meant for the forward pass only.
 */
public final class Autocast {
    private static final byte CPU = 0;
    private static final byte BFLOAT16 = 15;

    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private Autocast() {}

    /** Computes in bfloat16 where that is asked for, in fp32 otherwise. */
    public static <T> T during(boolean bfloat16, Supplier<T> forward) {
        if (!bfloat16) {
            return forward.get();
        }
        Libtorch.load();
        call("_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE", CPU, BFLOAT16);
        enable(true);
        try {
            ACTIVE.set(true);
            return forward.get();
        } finally {
            ACTIVE.remove();
            enable(false);
            // The cache holds the cast weights, which are out of date after the next update.
            call("_ZN2at8autocast11clear_cacheEv");
        }
    }

    /** Leaves mixed precision, if the thread is in it, for a while. */
    static <T> T outside(Supplier<T> exact) {
        if (!ACTIVE.get()) {
            return exact.get();
        }
        enable(false);
        try {
            return exact.get();
        } finally {
            enable(true);
        }
    }

    private static void enable(boolean on) {
        call("_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb", CPU, (byte) (on ? 1 : 0));
    }

    private static void call(String symbol, Object... arguments) {
        Function function = Symbols.CPU_LIBRARY.getFunction(symbol);
        function.invoke(void.class, arguments);
    }

    private static final class Symbols {
        static final NativeLibrary CPU_LIBRARY = NativeLibrary.getInstance(
                Path.of(Libtorch.nativeFolder(), "libtorch_cpu.so").toString());
    }
}
