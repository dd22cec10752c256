package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** One number format of a [count, dim] table of class centers, or of an average that goes with them. */
interface RowStorage extends AutoCloseable {
    /** The rows in fp32, [size, dim], for computing with; perhaps the table's own memory, perhaps less exact. */
    Tensor look(ClassSample rows);

    /** The rows in fp32 as exactly as they are kept, [size, dim], to be changed and {@link #put} back. */
    default Tensor take(ClassSample rows) {
        return look(rows);
    }

    /** What {@link #look} would give of rows that were taken and not yet changed. */
    default Tensor seen(Tensor taken) {
        return taken;
    }

    /**
     * Puts rows back.
     *
     * @param step number of the step, from which random rounding follows
     */
    void put(ClassSample rows, Tensor values, long step);

    /** Rows as they are kept, for saving. */
    float[] read(int from, int rows);

    /** Sets rows, rounded to the nearest number of the format. */
    void write(int from, float[] values);

    @Override
    void close();
}
