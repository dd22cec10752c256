package org.idem.train.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.idem.core.DirectFiles;

/**
 * Memory of rows of bytes, in each of which numbers of several tables stand side by side. It begins at a page, so that
 * files can be read into it past the page cache; libtorch works on the same bytes through tables. What is not touched
 * takes no memory. Its content is undefined at first.
 */
public final class RowMemory implements AutoCloseable {
    private final long rows;
    private final int rowBytes;
    private final Tensor bytes;

    /**
     * Reserves memory.
     *
     * @param rows number of rows, at least 1
     * @param rowBytes bytes of a row, a multiple of 4
     */
    public RowMemory(long rows, int rowBytes) {
        this.rows = rows;
        this.rowBytes = rowBytes;
        this.bytes = TensorScope.compute(() -> {
            long[] size = {Math.addExact(Math.multiplyExact(rows, (long) rowBytes), DirectFiles.PAGE)};
            org.bytedeco.pytorch.Tensor all =
                    torch.empty(size, new TensorOptions(ScalarType.Byte), new MemoryFormatOptional());
            long start = -all.data_ptr().address() & (DirectFiles.PAGE - 1);
            return new Tensor(all.narrow(0, start, rows * rowBytes)).retain();
        });
    }

    /** A table of fp32, [rows, columns], whose rows begin at an offset in bytes, a multiple of 4; owned by the caller. */
    public Tensor fp32(int offset, int columns) {
        return table(ScalarType.Float, Float.BYTES, offset, columns);
    }

    /** A table of bfloat16, [rows, columns], whose rows begin at an offset in bytes, a multiple of 2; as above. */
    public Tensor bfloat16(int offset, int columns) {
        return table(ScalarType.BFloat16, Short.BYTES, offset, columns);
    }

    /** A table of int16, [rows, columns], whose rows begin at an offset in bytes, a multiple of 2; as above. */
    public Tensor int16(int offset, int columns) {
        return table(ScalarType.Short, Short.BYTES, offset, columns);
    }

    private Tensor table(ScalarType type, int size, int offset, int columns) {
        return TensorScope.compute(() -> {
            org.bytedeco.pytorch.Tensor numbers = bytes.t.view(type);
            LongOptional start = new LongOptional(numbers.storage_offset() + offset / size);
            return new Tensor(numbers.as_strided(new long[] {rows, columns}, new long[] {rowBytes / size, 1}, start))
                    .retain();
        });
    }

    /**
     * The bytes of some rows, live and little-endian; valid until the memory is closed.
     *
     * @param count number of rows, less than 2^31 bytes of them
     */
    public ByteBuffer buffer(long row, int count) {
        return TensorScope.compute(() -> {
            org.bytedeco.pytorch.Tensor part = bytes.t.narrow(0, row * rowBytes, (long) count * rowBytes);
            return new BytePointer(part.data_ptr())
                    .capacity((long) count * rowBytes)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
        });
    }

    /** Sets the bytes of some rows to 0. */
    public void clear(long row, int count) {
        TensorScope.run(
                () -> bytes.narrow(row * rowBytes, (long) count * rowBytes).zero_());
    }

    @Override
    public void close() {
        bytes.close();
    }
}
