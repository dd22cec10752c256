package org.idem.train.centers;

import java.util.Arrays;
import org.idem.train.tensor.Tensor;

/**
 * Classes of a shard that take part in a step, by their number within the shard, ascending: either the range [from, to),
 * or the chosen ones at these places of a sorted list.
 *
 * @param ids sorted list of chosen classes, null for a range
 * @param from first place of the list, or first class of the range
 * @param to place or class after the last
 * @param of classes of the shard
 */
public record ClassSample(int[] ids, int from, int to, int of) {
    /** All classes of a shard. */
    public static ClassSample all(int of) {
        return range(0, of, of);
    }

    /** The classes [from, to) of a shard. */
    public static ClassSample range(int from, int to, int of) {
        return new ClassSample(null, from, to, of);
    }

    /** These classes, sorted and each once. */
    public static ClassSample of(int[] ids, int of) {
        return ids.length == of ? all(of) : new ClassSample(ids, 0, ids.length, of);
    }

    /** True for a range, whose rows lie next to each other. */
    public boolean contiguous() {
        return ids == null;
    }

    /** True where nothing is left out. */
    public boolean whole() {
        return size() == of;
    }

    /** How many. */
    public int size() {
        return to - from;
    }

    /** Class at a place in [0, size). */
    public int id(int place) {
        return contiguous() ? from + place : ids[from + place];
    }

    /** Place of a class in the sample; negative where it is not in it. */
    public int position(int id) {
        if (contiguous()) {
            return id >= from && id < to ? id - from : -1;
        }
        int found = Arrays.binarySearch(ids, from, to, id);
        return found < 0 ? -1 : found - from;
    }

    /** The classes at places [start, start + length). */
    public ClassSample part(int start, int length) {
        return new ClassSample(ids, from + start, from + start + length, of);
    }

    /** The classes of [start, end) that are not in the sample. */
    public ClassSample others(int start, int end) {
        int[] others = new int[end - start];
        int count = 0;
        for (int id = start; id < end; id++) {
            if (position(id) < 0) {
                others[count++] = id;
            }
        }
        return new ClassSample(others, 0, count, of);
    }

    private Tensor index() {
        long[] rows = new long[size()];
        Arrays.setAll(rows, this::id);
        return Tensor.indices(rows);
    }

    /** The rows of a table [of, dim]: its own memory for a range, else a copy. */
    Tensor rowsOf(Tensor table) {
        return contiguous() ? table.narrow(from, size()) : table.rows(index());
    }

    /** Puts rows into a table [of, dim], unless they are its own memory. */
    void putInto(Tensor table, Tensor rows) {
        if (!contiguous()) {
            table.putRows_(index(), rows);
        } else if (!rowsOf(table).sameMemory(rows)) {
            rowsOf(table).copy_(rows);
        }
    }
}
