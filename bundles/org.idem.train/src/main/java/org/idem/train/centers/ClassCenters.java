package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/**
 * The class centers of one shard with what a {@link CenterOptimizer} remembers of them. Rows are handed out for a sample and
 * put back, so a store may keep them in another format or in another place. Threads may work on different rows.
 */
public interface ClassCenters extends AutoCloseable {
    /** Number of classes. */
    int count();

    /** Length of a center. */
    int dim();

    /** Whether the store has room for a quantity. */
    boolean has(CenterField field);

    /** The centers for computing logits, fp32, [size, dim]; not to be changed. */
    default Tensor gather(ClassSample rows) {
        return gather(CenterField.CENTERS, rows);
    }

    /** Rows of a quantity for computing with them, fp32, [size, dim]; not to be changed. */
    Tensor gather(CenterField field, ClassSample rows);

    /** The rows for changing them; they count once they are {@link #scatter} back. */
    SampledCenters gatherForUpdate(ClassSample rows);

    /** What {@link #gather} would give of rows that were taken and not yet changed. */
    Tensor asGathered(SampledCenters gathered);

    /**
     * Puts changed rows back.
     *
     * @param step number of the step, from which random rounding follows
     */
    void scatter(ClassSample rows, SampledCenters changed, long step);

    /**
     * Replaces rows of one quantity.
     *
     * @param values [size, dim]
     * @param step number of the step, from which random rounding follows
     */
    void scatter(CenterField field, ClassSample rows, Tensor values, long step);

    /** Rows [from, from + rows) of a quantity as they are kept, for saving. */
    float[] read(CenterField field, int start, int rows);

    /** Sets rows of a quantity from the given class of the shard on. */
    void write(CenterField field, int start, float[] values);

    @Override
    void close();
}
