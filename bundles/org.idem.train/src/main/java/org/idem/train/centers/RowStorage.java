package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** One number format of a [count, dim] table of class centers, or of an average that goes with them. */
interface RowStorage extends AutoCloseable {
    /** The rows in fp32, [size, dim], for computing with; perhaps the table's own memory, perhaps less exact. */
    Tensor gather(ClassSample rows);

    /** The rows in fp32 as exactly as they are kept, [size, dim], to be changed and {@link #scatter} back. */
    default Tensor gatherForUpdate(ClassSample rows) {
        return gather(rows);
    }

    /** What {@link #gather} would give of rows that were taken and not yet changed. */
    default Tensor asGathered(Tensor gathered) {
        return gathered;
    }

    /**
     * Puts rows back.
     *
     * @param step number of the step, from which random rounding follows
     */
    void scatter(ClassSample rows, Tensor values, long step);

    /** Rows as they are kept, for saving. */
    float[] read(int from, int rows);

    /** Sets rows, rounded to the nearest number of the format. */
    void write(int from, float[] values);

    @Override
    void close();
}
