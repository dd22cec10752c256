package org.idem.train.kernels.vector;

/**
 * Some rows of up to three tensors on the Java heap, whose arrays the Vector API reads fastest: as many as stay in the
 * first cache. A thread has one, which it fills again and again.
 */
final class RowBlock {
    private static final int VALUES = 2048;
    /** With fewer rows the loops would spend their time on reading the numbers of the columns. */
    private static final int LEAST_ROWS = 8;

    private static final ThreadLocal<RowBlock> BLOCKS = ThreadLocal.withInitial(RowBlock::new);

    private float[] x = new float[0];
    private float[] gradient = x;
    private float[] result = x;
    private int rows;

    private RowBlock() {}

    /** Number of rows of a block. */
    static int rowsOf(int width) {
        return Math.max(LEAST_ROWS, VALUES / width);
    }

    /**
     * The block of the calling thread, with rows of tensors.
     *
     * @param gradient null where it is not read
     */
    static RowBlock read(int row, int end, int width, RowMemory x, RowMemory gradient) {
        RowBlock block = BLOCKS.get();
        block.rows = Math.min(rowsOf(width), end - row);
        block.ensureLength(rowsOf(width) * width);
        x.read(row, block.rows, block.x);
        if (gradient != null) {
            gradient.read(row, block.rows, block.gradient);
        }
        return block;
    }

    private void ensureLength(int length) {
        if (x.length < length) {
            x = new float[length];
            gradient = new float[length];
            result = new float[length];
        }
    }

    /** Number of rows in it. */
    int rows() {
        return rows;
    }

    float[] x() {
        return x;
    }

    float[] gradient() {
        return gradient;
    }

    /** What is to be written. */
    float[] result() {
        return result;
    }
}
