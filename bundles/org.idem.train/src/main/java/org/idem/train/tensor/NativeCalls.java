package org.idem.train.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Native calls in a scope of their own: intermediate tensors are freed at once, results live on as tensors of the
 * surrounding scope.
 */
final class NativeCalls {
    private NativeCalls() {}

    /** The result of some calls. */
    static Tensor single(Supplier<org.bytedeco.pytorch.Tensor> calls) {
        return several(() -> new org.bytedeco.pytorch.Tensor[] {calls.get()})[0];
    }

    /** Several results; null where a call left one undefined. */
    static Tensor[] several(Supplier<org.bytedeco.pytorch.Tensor[]> calls) {
        org.bytedeco.pytorch.Tensor[] results;
        PointerScope scope = new PointerScope();
        try {
            results = calls.get();
            for (org.bytedeco.pytorch.Tensor result : results) {
                result.retainReference();
            }
        } finally {
            scope.close();
        }
        Tensor[] tensors = new Tensor[results.length];
        for (int i = 0; i < results.length; i++) {
            tensors[i] = results[i].defined() ? new Tensor(new org.bytedeco.pytorch.Tensor(results[i])) : null;
            results[i].close();
        }
        return tensors;
    }

    /** The elements of a native triple as tensors of their own. */
    static org.bytedeco.pytorch.Tensor[] unpack(T_TensorTensorTensor_T triple) {
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

    /** Which of three gradients are wanted, as libtorch's backward functions take it. */
    static BoolPointer outputMask(boolean first, boolean second, boolean third) {
        return new BoolPointer(3).put(0, first).put(1, second).put(2, third);
    }
}
