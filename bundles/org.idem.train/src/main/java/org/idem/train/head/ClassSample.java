package org.idem.train.head;

import java.util.Arrays;

/**
 * The classes of a shard that take part in a step, by their number within the shard, ascending.
 *
 * @param ids null for all
 * @param of classes of the shard
 */
public record ClassSample(int[] ids, int of) {
    /** All classes of a shard. */
    public static ClassSample all(int of) {
        return new ClassSample(null, of);
    }

    /** These classes, sorted and each once. */
    public static ClassSample of(int[] ids, int of) {
        return ids.length == of ? all(of) : new ClassSample(ids, of);
    }

    /** True where nothing is left out. */
    public boolean whole() {
        return ids == null;
    }

    /** How many. */
    public int size() {
        return whole() ? of : ids.length;
    }

    /** Place of a class in the sample; negative where it is not in it. */
    public int position(int id) {
        return whole() ? id : Arrays.binarySearch(ids, id);
    }

    /** The ids as row numbers. */
    public long[] rows() {
        long[] rows = new long[size()];
        Arrays.setAll(rows, i -> whole() ? i : ids[i]);
        return rows;
    }
}
