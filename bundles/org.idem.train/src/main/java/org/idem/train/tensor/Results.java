package org.idem.train.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Native calls in a scope of their own: what they need in between is freed at once, only their results live on, as
 * tensors of the surrounding scope.
 */
final class Results {
    private Results() {}

    /** The one result of some calls. */
    static Tensor one(Supplier<org.bytedeco.pytorch.Tensor> calls) {
        return all(() -> new org.bytedeco.pytorch.Tensor[] {calls.get()})[0];
    }

    /** Several results; null where a call left one undefined. */
    static Tensor[] all(Supplier<org.bytedeco.pytorch.Tensor[]> calls) {
        org.bytedeco.pytorch.Tensor[] made;
        PointerScope between = new PointerScope();
        try {
            made = calls.get();
            for (org.bytedeco.pytorch.Tensor result : made) {
                result.retainReference();
            }
        } finally {
            between.close();
        }
        Tensor[] handed = new Tensor[made.length];
        for (int i = 0; i < made.length; i++) {
            handed[i] = made[i].defined() ? new Tensor(new org.bytedeco.pytorch.Tensor(made[i])) : null;
            made[i].close();
        }
        return handed;
    }

    /** The parts of a native triple as tensors of their own. */
    static org.bytedeco.pytorch.Tensor[] parts(T_TensorTensorTensor_T triple) {
        return new org.bytedeco.pytorch.Tensor[] {
            new org.bytedeco.pytorch.Tensor(triple.get0()),
            new org.bytedeco.pytorch.Tensor(triple.get1()),
            new org.bytedeco.pytorch.Tensor(triple.get2())
        };
    }

    /** A tensor, or none. */
    static TensorOptional optional(Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor.t);
    }

    /** Which of three results are wanted. */
    static BoolPointer wanted(boolean first, boolean second, boolean third) {
        return new BoolPointer(3).put(0, first).put(1, second).put(2, third);
    }
}
