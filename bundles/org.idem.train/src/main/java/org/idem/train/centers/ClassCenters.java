package org.idem.train.centers;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;

/**
 * The class centers of one shard with the state that a {@link CenterOptimizer} has of them. Rows are gathered for a
 * sample and scattered back, so that a store may keep them in another format or in another place. Threads may work on
 * different rows at the same time.
 */
public interface ClassCenters extends AutoCloseable {
    /** Values of a part of a store that are in memory at a time. */
    int VALUES_AT_ONCE = 1 << 22;

    /** Number of classes of the shard. */
    int count();

    /** Length of a center, the dimension of embeddings. */
    int dim();

    /** Where rows are gathered and scattered: on its threads. Reading and writing them works on any thread. */
    Device device();

    /** Whether the store keeps a field. */
    boolean has(CenterField field);

    /**
     * Says which rows a step begins with that is about to be taken, so that a store may fetch them once for all that
     * follows; the one before has ended. Rows of other classes may be used all the same.
     */
    default void beginStep(ClassSample sample) {}

    /** Whether it is of use to {@link #readAhead}, equal for the stores of all ranks. */
    default boolean readsAhead() {
        return false;
    }

    /** Says which classes the next step will use, as far as it is known, so that a store may fetch them. */
    default void readAhead(ClassSample next) {}

    /** What a store that reads ahead read, wrote and was waited for since it was made. */
    default BlockTraffic traffic() {
        return BlockTraffic.NONE;
    }

    /**
     * The centers of a sample for computing logits, fp32 [size, dim]; not to be changed, since they may share memory
     * with the store.
     */
    default Tensor gather(ClassSample rows) {
        return gather(CenterField.CENTERS, rows);
    }

    /**
     * Rows of a field for computing with them, fp32 [size, dim]; not to be changed, since they may share memory with
     * the store.
     */
    Tensor gather(CenterField field, ClassSample rows);

    /**
     * The rows of a sample to be changed, as exactly as they are kept; changes count once they are {@link #scatter}ed.
     */
    SampledCenters gatherForUpdate(ClassSample rows);

    /**
     * The centers as {@link #gather} would give them, of rows that were gathered for update and not yet changed; fp32
     * [size, dim].
     */
    Tensor asGathered(SampledCenters gathered);

    /**
     * Writes changed rows back.
     *
     * @param rows the sample that they were gathered for
     * @param step number of the step, from 0, which random rounding follows from
     */
    void scatter(ClassSample rows, SampledCenters changed, long step);

    /**
     * Updates the centers of a sample and the optimizer's state of them by a gradient.
     *
     * @param gradient overwritten
     */
    default void update(ClassSample rows, CenterGradient gradient, CenterUpdate update) {
        SampledCenters sampled = gatherForUpdate(rows);
        Tensor whole = gradient.isWhole() ? gradient.products() : gradient.at(asGathered(sampled));
        update.optimizer().update(sampled, whole, update.rate());
        scatter(rows, sampled, update.step());
    }

    /**
     * Replaces rows of one field.
     *
     * @param values fp32 [size, dim]
     * @param step number of the step, from 0, which random rounding follows from
     */
    void scatter(CenterField field, ClassSample rows, Tensor values, long step);

    /** Rows of a field in fp32, row by row, as exactly as they are kept; for checkpoints. */
    float[] read(CenterField field, ClassSample rows);

    /** Rows [start, start + rows) of a field in fp32, row by row, as exactly as they are kept. */
    default float[] read(CenterField field, int start, int rows) {
        return read(field, ClassSample.range(start, start + rows, count()));
    }

    /**
     * Sets rows of a field, rounded to the nearest value of the format.
     *
     * @param values row by row
     */
    void write(CenterField field, ClassSample rows, float[] values);

    /**
     * Sets rows of a field from the class {@code start} of the shard on, rounded to the nearest value of the format.
     *
     * @param values row by row, a multiple of {@link #dim()}
     */
    default void write(CenterField field, int start, float[] values) {
        write(field, ClassSample.range(start, start + values.length / dim(), count()), values);
    }

    /** All classes in parts, one after the other, as the store is gone through fastest; none is large. */
    default Stream<ClassSample> parts() {
        int atOnce = Math.max(1, VALUES_AT_ONCE / dim());
        int parts = (count() + atOnce - 1) / atOnce;
        return IntStream.range(0, parts)
                .mapToObj(part ->
                        ClassSample.range(part * atOnce, (int) Math.min(count(), (part + 1L) * atOnce), count()));
    }

    /**
     * Looks for centers that are not finite among some rows, and perhaps among others.
     *
     * @return number within the shard of the first that was found, −1 where all are finite
     */
    default int firstNonFinite(int start, int rows) {
        int atOnce = Math.max(1, VALUES_AT_ONCE / 4 / dim());
        for (int from = start; from < start + rows; from += atOnce) {
            float[] values = read(CenterField.CENTERS, from, Math.min(atOnce, start + rows - from));
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    return from + i / dim();
                }
            }
        }
        return -1;
    }

    @Override
    void close();
}
