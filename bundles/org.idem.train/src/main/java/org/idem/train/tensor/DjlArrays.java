package org.idem.train.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import org.bytedeco.javacpp.Pointer;

/** Hands tensors to DJL and takes its arrays, without copying a value. */
public final class DjlArrays {
    static {
        Libtorch.load();
    }

    private DjlArrays() {}

    /** A pointer that takes an address from DJL without owning what stands there. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    /** Returns the tensor behind an array of DJL's PyTorch engine; both share the memory, each is closed on its own. */
    public static Tensor toTensor(NDArray array) {
        try (org.bytedeco.pytorch.Tensor seen =
                new org.bytedeco.pytorch.Tensor(new Address(((PtNDArray) array).getHandle()))) {
            return new Tensor(new org.bytedeco.pytorch.Tensor(seen));
        }
    }

    /** Returns an array over the memory of a tensor, owned by a manager of DJL's PyTorch engine. */
    public static NDArray of(Tensor tensor, NDManager manager) {
        org.bytedeco.pytorch.Tensor handed = new org.bytedeco.pytorch.Tensor(tensor.t);
        // Without the extra reference a surrounding scope would free what the array now owns.
        handed.retainReference();
        handed.deallocate(false);
        return new PtNDArray((PtNDManager) manager, handed.address());
    }
}
