package org.idem.train.kernels.vector;

import java.nio.FloatBuffer;

/**
 * fp32 as it is, for rows of a multiple of {@link VectorLanes#count} values.
 *
 * @param memory row by row
 * @param width length of a row
 */
public record Fp32Memory(FloatBuffer memory, int width) implements RowMemory {
    /** Length of a row is a multiple of this. */
    public static final int STEP = VectorLanes.count();

    @Override
    public int position(int index) {
        return index;
    }

    @Override
    public void read(int row, int count, float[] values) {
        memory.get(row * width, values, 0, count * width);
    }

    @Override
    public void write(int row, int count, float[] values) {
        memory.put(row * width, values, 0, count * width);
    }
}
