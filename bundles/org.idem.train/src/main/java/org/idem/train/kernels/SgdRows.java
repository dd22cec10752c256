package org.idem.train.kernels;

import java.nio.ByteBuffer;
import org.idem.train.kernels.vector.Bf16SgdRows;
import org.idem.train.kernels.vector.Fp32SgdRows;
import org.idem.train.kernels.vector.RowGradients;
import org.idem.train.kernels.vector.RowTable;
import org.idem.train.kernels.vector.SgdLoops;
import org.idem.train.kernels.vector.SgdStep;
import org.idem.train.kernels.vector.VectorLanes;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.HostMemory;
import org.idem.train.tensor.Tensor;

/**
 * SGD with momentum on some rows of a table and of another with their velocities: what gathering them, {@link
 * org.idem.train.tensor.FusedSgd} and scattering them again computes, to the bit, without a copy of them; in bfloat16 with
 * random rounding as well. Threads may work on
 * different rows at the same time.
 */
public final class SgdRows {
    private static final int MAX_BUFFER_BYTES = 1 << 30;

    private final SgdLoops loops;

    private SgdRows(SgdLoops loops) {
        this.loops = loops;
    }

    /**
     * For two tables in fp32, [rows, dim], which live as long as this is used; null where they have to be left to libtorch.
     *
     * @param kernels whether any are wanted
     */
    public static SgdRows fp32(Tensor weights, Tensor velocities, KernelChoice kernels) {
        return fp32(weights, velocities, kernels, MAX_BUFFER_BYTES);
    }

    /** With buffers of at most as many bytes, but of one row at least. */
    static SgdRows fp32(Tensor weights, Tensor velocities, KernelChoice kernels, int bufferBytes) {
        if (!kernels.vectorized() || !takes(weights, ScalarType.FP32) || !takes(velocities, ScalarType.FP32)) {
            return null;
        }
        int dim = (int) weights.size(1);
        return new SgdRows(new Fp32SgdRows(dim, table(weights, bufferBytes), table(velocities, bufferBytes)));
    }

    /**
     * For two tables in bfloat16, as above.
     *
     * @param remainders int16, what the bits of the weights' fp32 master have besides; null where there is no master
     */
    public static SgdRows bf16(Tensor weights, Tensor remainders, Tensor velocities, KernelChoice kernels) {
        if (!kernels.vectorized() || !takes(weights, ScalarType.BF16) || !takes(velocities, ScalarType.BF16)) {
            return null;
        }
        RowTable lower = remainders == null ? null : table(remainders, MAX_BUFFER_BYTES);
        return new SgdRows(new Bf16SgdRows(
                (int) weights.size(1), table(weights, MAX_BUFFER_BYTES), lower, table(velocities, MAX_BUFFER_BYTES)));
    }

    private static boolean takes(Tensor table, ScalarType type) {
        return HostMemory.isRows(table) && HostMemory.hasType(table, type) && table.size(1) % VectorLanes.count() == 0;
    }

    private static RowTable table(Tensor table, int bufferBytes) {
        int stride = HostMemory.rowBytes(table);
        int shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, bufferBytes / stride));
        int rows = 1 << shift;
        ByteBuffer[] buffers = new ByteBuffer[(int) ((table.size(0) + rows - 1) >> shift)];
        for (int i = 0; i < buffers.length; i++) {
            long from = (long) i << shift;
            buffers[i] = HostMemory.rows(table, from, (int) Math.min(rows, table.size(0) - from));
        }
        return new RowTable(buffers, shift, stride);
    }

    /**
     * Updates rows by the gradients products − radial · row.
     *
     * @param rows each at most once
     * @param products fp32 [rows, dim], fewer than 2^31 bytes
     * @param radial fp32 [rows, 1]
     * @param noise for random rounding, int32 [rows, dim]; null for fp32
     */
    public void update(long[] rows, Tensor products, Tensor radial, Tensor noise, SgdStep step) {
        try (Tensor dense = products.contiguous()) {
            ByteBuffer random = noise == null ? null : HostMemory.of(noise);
            loops.update(new RowGradients(rows, HostMemory.of(dense), radial.toFloats(), random), step);
        }
    }
}
