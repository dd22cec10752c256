package org.idem.train.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch once per process, through DJL, and points JavaCPP's presets of the same version at DJL's natives. The
 * JavaCPP properties must stand before any of its classes is touched, so everything of this package comes through here.
 */
public final class Libtorch {
    private static final String JAVACPP = "org.bytedeco.javacpp.";

    static {
        Engine.getInstance();
        // JavaCPP otherwise stops the world, or fails, when the process grows beyond what -Xmx suggests.
        System.setProperty(JAVACPP + "maxBytes", "0");
        System.setProperty(JAVACPP + "maxPhysicalBytes", "0");
        System.setProperty(JAVACPP + "pathsFirst", "true");
        System.setProperty(JAVACPP + "platform.preloadpath", LibUtils.getLibtorchPath());
        Loader.load(torch.class);
    }

    private Libtorch() {}

    /** Loads the native libraries if that has not happened yet. */
    public static void load() {
        // The static initialiser does the work.
    }

    /** Number of threads that an operation of the calling thread may use. */
    public static int threads() {
        return torch.get_num_threads();
    }

    /** Version of libtorch, such as 2.7.1. */
    public static String version() {
        return LibUtils.getVersion();
    }

    /** Number of graphics cards that it can compute on: 0 in its build for processors, and without a driver. */
    public static int cards() {
        return torch.hasCUDA() ? (int) torch.getNumGPUs() : 0;
    }

    /**
     * Sets how cards compute, for the whole process: convolutions by the fastest way that is found for a shape.
     *
     * @param tf32 whether factors of fp32 products are rounded to ten bits of fraction
     */
    public static void prepareCards(boolean tf32) {
        Context context = torch.globalContext();
        context.setBenchmarkCuDNN(true);
        context.setAllowTF32CuDNN(tf32);
        context.setAllowTF32CuBLAS(tf32);
    }

    /** Folder of the native libraries in use. */
    static String nativeFolder() {
        return LibUtils.getLibtorchPath();
    }

    /**
     * Prepares the calling thread for tensor operations; to be called on every rank's thread. Values too small for the
     * normal range count as 0 from then on, since they are many times slower to compute with, and autograd is off.
     *
     * @param threads number of threads that one operation may use, at least 1
     */
    public static void prepareThread(int threads) {
        torch.set_num_threads(threads);
        Context.setFlushDenormal(true);
        GradMode.set_enabled(false);
    }
}
