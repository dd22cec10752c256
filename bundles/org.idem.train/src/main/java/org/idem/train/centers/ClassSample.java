package org.idem.train.centers;

import java.util.Arrays;
import org.idem.train.tensor.Tensor;

/**
 * Classes of a shard that take part in a step, by their number within the shard, ascending: either the range [from, to),
 * or the chosen ones at these places of a sorted list.
 *
 * @param ids sorted list of chosen classes, null for a range
 * @param start first place of the list, or first class of the range
 * @param end place or class after the last
 * @param classes classes of the shard
 */
public record ClassSample(int[] ids, int start, int end, int classes) {
    /** All classes of a shard. */
    public static ClassSample all(int classes) {
        return range(0, classes, classes);
    }

    /** The classes [from, to) of a shard. */
    public static ClassSample range(int start, int end, int classes) {
        return new ClassSample(null, start, end, classes);
    }

    /** These classes, sorted and each once. */
    public static ClassSample of(int[] ids, int classes) {
        return ids.length == classes ? all(classes) : new ClassSample(ids, 0, ids.length, classes);
    }

    /** True for a range, whose rows lie next to each other. */
    public boolean isContiguous() {
        return ids == null;
    }

    /** True where nothing is left out. */
    public boolean isComplete() {
        return size() == classes;
    }

    /** How many. */
    public int size() {
        return end - start;
    }

    /** Class at a place in [0, size). */
    public int id(int position) {
        return isContiguous() ? start + position : ids[start + position];
    }

    /** Place of a class in the sample; negative where it is not in it. */
    public int position(int id) {
        if (isContiguous()) {
            return id >= start && id < end ? id - start : -1;
        }
        int found = Arrays.binarySearch(ids, start, end, id);
        return found < 0 ? -1 : found - start;
    }

    /** The classes at positions [from, from + length) of the sample. */
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

    /** The rows of a table [of, dim]: its own memory for a range, else a copy. */
    Tensor select(Tensor table) {
        return isContiguous() ? table.narrow(start, size()) : table.indexSelect(index());
    }

    /** Puts rows into a table [of, dim], unless they are its own memory. */
    void copyInto(Tensor table, Tensor rows) {
        if (!isContiguous()) {
            table.indexCopy_(index(), rows);
        } else if (!select(table).sameMemory(rows)) {
            select(table).copy_(rows);
        }
    }
}
