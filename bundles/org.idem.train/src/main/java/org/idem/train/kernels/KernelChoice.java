package org.idem.train.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.idem.train.kernels.vector.VectorLanes;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;

/**
 * Whether a training uses the kernels of this package, and why.
 *
 * @param vectorized whether it does; otherwise all layers are libtorch's operations
 * @param reason one line for log and environment
 */
public record KernelChoice(boolean vectorized, String reason) {
    /** Property of Java that turns kernels off, for comparison. */
    private static final String SWITCH = "idem.kernels";

    private static final String LIBTORCH = "libtorch";
    private static final String MODULE = "jdk.incubator.vector";
    /** With 4 values at a time there is nothing to gain. */
    private static final int LEAST_LANES = 8;

    private static final int OPTIMIZING_COMPILER = 4;

    /** Libtorch's operations alone. */
    public static KernelChoice libtorch(String reason) {
        return new KernelChoice(false, reason);
    }

    /**
     * The kernels where a worker computes on the processor, and this Java and this processor are fit for them; the same in
     * every process on a machine.
     *
     * @param device where the worker computes
     */
    public static KernelChoice automatic(Device device, CpuFeatures cpu) {
        if (!device.isHost()) {
            return libtorch("there are none for " + device);
        }
        if (LIBTORCH.equals(System.getProperty(SWITCH))) {
            return libtorch("-D" + SWITCH + "=" + LIBTORCH + " asks for it");
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return libtorch("Java was started without the module " + MODULE);
        }
        if (!isOptimizing()) {
            return libtorch("Java's optimizing compiler is off");
        }
        if (!cpu.flags().contains("fma") || VectorLanes.count() < LEAST_LANES) {
            return libtorch("this processor has no AVX2");
        }
        return new KernelChoice(true, "vectors of " + VectorLanes.count() * Float.SIZE + " bits");
    }

    /** Without C2 each vector would be an object. */
    private static boolean isOptimizing() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return java != null
                && Boolean.parseBoolean(java.getVMOption("UseCompiler").getValue())
                && Integer.parseInt(java.getVMOption("TieredStopAtLevel").getValue()) >= OPTIMIZING_COMPILER;
    }

    /** Name of what was chosen. */
    public String key() {
        return vectorized ? "vector" : LIBTORCH;
    }

    /** What was chosen and why, for people. */
    public String describe() {
        return (vectorized ? "kernels of our own: " : "libtorch: ") + reason;
    }

    /** Kernels for one replica. */
    public Kernels create() {
        return vectorized ? new Kernels(new KernelThreads()) : Kernels.none();
    }
}
