package org.idem.train.tensor;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Mixed precision of the calling thread: libtorch computes convolutions, matrix products and the like in half precision
 * and the rest in fp32; fp32 leaves get fp32 gradients. The presets do not wrap these functions, so they are called by
 * symbol. Meant for forward only.
 */
public final class Autocast {
    private static final ThreadLocal<ComputeOptions> ACTIVE = ThreadLocal.withInitial(() -> ComputeOptions.FP32);

    private Autocast() {}

    /** Runs {@code forward} with products in the options' scalar type, unless that is fp32. */
    public static <T> T run(ComputeOptions options, Supplier<T> forward) {
        if (!options.isMixed()) {
            return forward.get();
        }
        Libtorch.load();
        call(
                "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
                Device.current().code(),
                options.scalarType().code());
        enable(options, true);
        try {
            ACTIVE.set(options);
            return forward.get();
        } finally {
            ACTIVE.remove();
            enable(options, false);
            // The cache holds the cast weights, which are out of date after the next update.
            call("_ZN2at8autocast11clear_cacheEv");
        }
    }

    /** Runs {@code exact} without mixed precision, if the thread is in it. */
    static <T> T runDisabled(Supplier<T> work) {
        ComputeOptions active = ACTIVE.get();
        if (!active.isMixed()) {
            return work.get();
        }
        enable(active, false);
        try {
            return work.get();
        } finally {
            enable(active, true);
        }
    }

    private static void enable(ComputeOptions options, boolean on) {
        call(
                "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
                Device.current().code(),
                (byte) (on ? 1 : 0));
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
