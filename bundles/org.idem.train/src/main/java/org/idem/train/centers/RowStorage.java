package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** A table [rows, dim] of class centers or of their optimizer state in one number format. */
interface RowStorage extends AutoCloseable {
    /**
     * The rows in fp32 [size, dim] for computing with; perhaps a view of the table, perhaps less exact than they are
     * kept.
     */
    Tensor gather(TableRows rows);

    /** The rows in fp32 [size, dim] as exactly as they are kept, to be changed and {@link #scatter}ed. */
    default Tensor gatherForUpdate(TableRows rows) {
        return gather(rows);
    }

    /** The rows as {@link #gather} would give them, of rows that were gathered for update and not yet changed. */
    default Tensor asGathered(Tensor gathered) {
        return gathered;
    }

    /**
     * Writes rows back.
     *
     * @param step number of the step, from 0, which random rounding follows from
     */
    void scatter(TableRows rows, Tensor values, long step);

    /** Sets rows to values [size, dim], rounded to the nearest value of the format. */
    default void write(TableRows rows, Tensor values) {
        scatter(rows, values, 0);
    }

    @Override
    void close();
}
