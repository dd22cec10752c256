package org.idem.train.centers;

import java.util.Arrays;
import org.idem.train.tensor.Tensor;

/**
 * Classes whose rows stand anywhere in a table. Immutable, as long as the list is.
 *
 * @param sample the classes
 * @param rows rows of the table, that of the first class at {@code start}
 */
record CachedRows(ClassSample sample, long[] rows, int start) implements TableRows {
    @Override
    public int size() {
        return sample.size();
    }

    @Override
    public int id(int position) {
        return sample.id(position);
    }

    @Override
    public long row(int position) {
        return rows[start + position];
    }

    @Override
    public CachedRows slice(int from, int length) {
        return new CachedRows(sample.slice(from, length), rows, start + from);
    }

    private Tensor index() {
        return Tensor.indices(Arrays.copyOfRange(rows, start, start + size()));
    }

    @Override
    public Tensor select(Tensor table) {
        return table.indexSelect(index());
    }

    @Override
    public void copyInto(Tensor table, Tensor values) {
        table.indexCopy_(index(), values);
    }
}
