package org.idem.train.centers;

import java.util.Arrays;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorMemory;

/**
 * Classes of a shard that take part in a step, by their number within the shard, ascending: either the range [start,
 * end), or the ids at these positions of a sorted list. Immutable, as long as the list is.
 *
 * @param ids sorted list of chosen classes, null for a range
 * @param start first position in the list, or first class of the range
 * @param end one past the last position or class
 * @param classes number of classes of the shard
 */
public record ClassSample(int[] ids, int start, int end, int classes) implements TableRows {
    /** All classes of a shard. */
    public static ClassSample all(int classes) {
        return range(0, classes, classes);
    }

    /** The classes [start, end) of a shard of {@code classes} classes. */
    public static ClassSample range(int start, int end, int classes) {
        return new ClassSample(null, start, end, classes);
    }

    /** These classes, sorted and each once, of a shard of {@code classes} classes; the array is kept. */
    public static ClassSample of(int[] ids, int classes) {
        return ids.length == classes ? all(classes) : new ClassSample(ids, 0, ids.length, classes);
    }

    /** Whether it is a range, whose rows lie next to each other. */
    boolean isContiguous() {
        return ids == null;
    }

    /** Whether it has all classes of the shard. */
    public boolean isComplete() {
        return size() == classes;
    }

    /** Number of sampled classes, 0 to {@code classes}. */
    @Override
    public int size() {
        return end - start;
    }

    /** Class at a position in [0, size). */
    @Override
    public int id(int position) {
        return isContiguous() ? start + position : ids[start + position];
    }

    @Override
    public long row(int position) {
        return id(position);
    }

    /** Position of a class in the sample, negative where it is not in it. */
    public int position(int id) {
        if (isContiguous()) {
            return id >= start && id < end ? id - start : -1;
        }
        int found = Arrays.binarySearch(ids, start, end, id);
        return found < 0 ? -1 : found - start;
    }

    /** The classes at positions [from, from + length) of the sample. */
    @Override
    public ClassSample slice(int from, int length) {
        return new ClassSample(ids, start + from, start + from + length, classes);
    }

    /** The classes of [from, to) that are not in the sample. */
    public ClassSample complement(int from, int to) {
        int[] others = new int[to - from];
        int count = 0;
        for (int id = from; id < to; id++) {
            if (position(id) < 0) {
                others[count++] = id;
            }
        }
        return new ClassSample(others, 0, count, classes);
    }

    private Tensor index() {
        long[] rows = new long[size()];
        Arrays.setAll(rows, this::id);
        return Tensor.indices(rows);
    }

    /** The rows of a table [classes, dim]: a view for a range, else a copy. */
    @Override
    public Tensor select(Tensor table) {
        return isContiguous() ? table.narrow(start, size()) : table.indexSelect(index());
    }

    /** Copies rows into a table [classes, dim], unless they are a view of it. */
    @Override
    public void copyInto(Tensor table, Tensor rows) {
        if (!isContiguous()) {
            table.indexCopy_(index(), rows);
        } else if (!TensorMemory.isSame(select(table), rows)) {
            select(table).copy_(rows);
        }
    }
}
