package org.idem.train.centers;

import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Rows in fp32: 4 bytes a value. A range of them is gathered without a copy. */
final class Fp32Rows implements RowStorage {
    private final Tensor table;

    Fp32Rows(int count, int dim) {
        this(TensorScope.compute(() -> Tensor.zeros(count, dim).retain()));
    }

    /** In a table of fp32 that it owns. */
    Fp32Rows(Tensor table) {
        this.table = table;
    }

    /** The rows themselves, fp32 [count, dim]. */
    Tensor table() {
        return table;
    }

    @Override
    public Tensor gather(TableRows rows) {
        return rows.select(table);
    }

    @Override
    public void scatter(TableRows rows, Tensor values, long step) {
        rows.copyInto(table, values);
    }

    @Override
    public void close() {
        table.close();
    }
}
