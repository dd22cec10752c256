package org.idem.train.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.idem.train.tensor.ComputeOptions.ScalarType;

/** Memory of tensors that the processor can read, for operations that are computed without libtorch. */
public final class HostMemory {
    private HostMemory() {}

    /** Whether {@link #of} can give the memory of an image tensor, and it is [n, h, w, c] there. */
    public static boolean isChannelsLast(Tensor x) {
        return x.t.dim() == 4 && isOnHost(x) && x.t.is_contiguous(MemoryFormat.ChannelsLast) && fits(x);
    }

    private static boolean isOnHost(Tensor x) {
        return Device.current().isHost() && x.t.is_cpu();
    }

    private static boolean fits(Tensor x) {
        return x.count() > 0 && x.count() * x.t.element_size() <= Integer.MAX_VALUE;
    }

    /** Whether a tensor's values are of this type. */
    public static boolean hasType(Tensor x, ScalarType type) {
        return x.t.scalar_type().value == type.code();
    }

    /** The memory of a tensor whose values stand there without gaps, live; valid while the tensor lives. Throws where it is not the host's. */
    public static ByteBuffer of(Tensor x) {
        HostTransfer.requireHost(x, "memory");
        return new BytePointer(x.t.data_ptr())
                .capacity(x.count() * x.t.element_size())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** Whether {@link #rows} can give the memory of a table on the processor. */
    public static boolean isRows(Tensor table) {
        return table.t.dim() == 2
                && isOnHost(table)
                && table.count() > 0
                && table.t.stride(1) == 1
                && table.t.stride(0) * table.t.element_size() <= Integer.MAX_VALUE;
    }

    /** Bytes from a row of a table to the next. */
    public static int rowBytes(Tensor table) {
        return (int) (table.t.stride(0) * table.t.element_size());
    }

    /**
     * The memory of some rows of a table, live, with what stands between them; valid while the tensor lives.
     *
     * @param count number of rows, at most 2^31 bytes of them
     */
    public static ByteBuffer rows(Tensor table, long first, int count) {
        long bytes = (count - 1L) * rowBytes(table) + table.size(1) * table.t.element_size();
        try (org.bytedeco.pytorch.Tensor part = table.t.narrow(0, first, count)) {
            return new BytePointer(part.data_ptr())
                    .capacity(bytes)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder());
        }
    }

    /** Uninitialized memory of the type, shape and layout of another tensor. */
    public static Tensor emptyLike(Tensor x) {
        return new Tensor(torch.empty_like(x.t));
    }
}
