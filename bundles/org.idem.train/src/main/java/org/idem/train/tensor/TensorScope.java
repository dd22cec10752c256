package org.idem.train.tensor;

import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;

/**
 * Owns the tensors and DJL arrays that the calling thread makes while it is open, and the thread's gradient mode.
 * Scopes nest and are closed on the thread that opened them. A tensor that must outlive the scope is kept by {@link
 * Tensor#retain()}.
 */
public final class TensorScope implements AutoCloseable {
    private final PointerScope pointers;
    private final NDManager manager;
    private final boolean gradModeBefore;

    private TensorScope(NDManager parent, boolean gradients) {
        Libtorch.load();
        this.pointers = new PointerScope();
        this.manager = parent == null ? null : parent.newSubManager();
        this.gradModeBefore = GradMode.is_enabled();
        GradMode.set_enabled(gradients);
    }

    /**
     * A scope in which operations are recorded for {@link Tensor#backward(Tensor)}.
     *
     * @param parent of the scope's manager
     */
    public static TensorScope recording(NDManager parent) {
        return new TensorScope(parent, true);
    }

    /**
     * A scope without recording in which DJL arrays can be made, for inference.
     *
     * @param parent of the scope's manager
     */
    public static TensorScope inference(NDManager parent) {
        return new TensorScope(parent, false);
    }

    /** Runs {@code work} without recording and frees the tensors that it made, but for those that were retained. */
    public static void run(Runnable work) {
        TensorScope scope = new TensorScope(null, false);
        try {
            work.run();
        } finally {
            scope.close();
        }
    }

    /** As {@link #run}, with a result that is no tensor of the scope or was retained. */
    public static <T> T compute(Supplier<T> work) {
        TensorScope scope = new TensorScope(null, false);
        try {
            return work.get();
        } finally {
            scope.close();
        }
    }

    /** Manager of arrays that live as long as this scope; null in {@link #run} and {@link #compute}. */
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        GradMode.set_enabled(gradModeBefore);
        if (manager != null) {
            manager.close();
        }
        pointers.close();
        SimulatedCards.check();
    }
}
