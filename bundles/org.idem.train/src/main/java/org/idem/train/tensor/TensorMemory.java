package org.idem.train.tensor;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where the values of tensors stand. */
public final class TensorMemory {
    private TensorMemory() {}

    /** Where the memory begins that a tensor is stored in, perhaps with others; equal for all views of it. */
    public static long storageAddress(Tensor tensor) {
        return tensor.t.data_ptr().address() - tensor.t.storage_offset() * tensor.t.element_size();
    }

    /** Bytes of the memory that a tensor is stored in, which may be more than its own. */
    public static long storageBytes(Tensor tensor) {
        return tensor.t.storage().nbytes();
    }

    /** Whether both begin at the same place in memory. */
    public static boolean isSame(Tensor one, Tensor other) {
        return one.t.data_ptr().address() == other.t.data_ptr().address();
    }

    /**
     * The memory of a contiguous fp32 tensor, live; at most 2^29 elements. Valid while the tensor lives.
     *
     * @throws IllegalStateException if it is not the host's
     */
    public static FloatBuffer buffer(Tensor tensor) {
        HostTransfer.requireHost(tensor, "buffer");
        return new FloatPointer(tensor.t.data_ptr())
                .capacity(tensor.count())
                .asByteBuffer()
                .asFloatBuffer();
    }

    /**
     * Where the values of a contiguous fp32 tensor begin, in the memory of the processor or of a graphics card; for native
     * libraries that compute there.
     *
     * @throws IllegalStateException if they are of another type or not contiguous, or on a simulated card
     */
    public static long address(Tensor tensor) {
        if (tensor.t.scalar_type().intern() != ScalarType.Float || !tensor.t.is_contiguous()) {
            throw new IllegalStateException("The address of values that are not contiguous fp32");
        }
        if (tensor.device().kind() == Device.Kind.SIMULATED) {
            HostTransfer.requireHost(tensor, "address");
        }
        return tensor.t.data_ptr().address();
    }
}
