package org.idem.train.kernels;

import org.idem.train.tensor.Tensor;

/** The kernels of one replica with their threads, or none. Used by one thread at a time. */
public final class Kernels implements AutoCloseable {
    /** Null where there are no kernels. */
    private final KernelThreads threads;

    Kernels(KernelThreads threads) {
        this.threads = threads;
    }

    /** No kernels: nothing is taken. */
    public static Kernels none() {
        return new Kernels(null);
    }

    /** Whether a normalization of this input and the PReLU behind it are computed here, in one. */
    public boolean takesNormPrelu(Tensor input) {
        return threads != null && NormPrelu.takes(input);
    }

    /**
     * A normalization with PReLU behind it.
     *
     * @param epsilon added to the variance
     */
    public NormPrelu normPrelu(double epsilon) {
        return new NormPrelu(epsilon, threads);
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
