package org.idem.train.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/** Whether autograd records the operations of the calling thread, and the leaves of a recording. */
public final class GradMode {
    private GradMode() {}

    /** Runs {@code work} with recording on or off, then sets it back. */
    public static <T> T run(boolean enabled, Supplier<T> work) {
        boolean before = org.bytedeco.pytorch.GradMode.is_enabled();
        org.bytedeco.pytorch.GradMode.set_enabled(enabled);
        try {
            return work.get();
        } finally {
            org.bytedeco.pytorch.GradMode.set_enabled(before);
        }
    }

    /** The same memory as a leaf of a recording, whose gradient is asked for by {@link #gradient}. */
    public static Tensor leaf(Tensor x) {
        Tensor leaf = x.detach();
        leaf.t.set_requires_grad(true);
        return leaf;
    }

    /** Gradient of a leaf after {@link #backward}; null if it was not reached. */
    public static Tensor gradient(Tensor leaf) {
        try (org.bytedeco.pytorch.Tensor found = leaf.t.grad()) {
            return found.defined() ? new Tensor(new org.bytedeco.pytorch.Tensor(found)) : null;
        }
    }

    /** Makes a tensor a leaf whose gradient is added into the given tensor; returns the leaf. */
    public static Tensor accumulate(Tensor leaf, Tensor gradient) {
        leaf.t.set_requires_grad(true);
        leaf.t.mutable_grad().put(gradient.t);
        return leaf;
    }

    /** Runs backward from a result that was recorded; {@code gradient} is that of the loss with respect to it. */
    public static void backward(Tensor result, Tensor gradient) {
        result.t.backward(gradient.t, new BoolOptional(false), false, new TensorArrayRefOptional());
    }
}
