package org.idem.train.centers;

import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Rows in fp32: 4 bytes a value. A range of them is gathered without a copy. */
final class Fp32Rows implements RowStorage {
    private final Tensor table;

    Fp32Rows(int count, int dim) {
        this.table = TensorScope.compute(() -> Tensor.zeros(count, dim).retain());
    }

    @Override
    public Tensor gather(ClassSample rows) {
        return rows.select(table);
    }

    @Override
    public void scatter(ClassSample rows, Tensor values, long step) {
        rows.copyInto(table, values);
    }

    @Override
    public float[] read(int from, int rows) {
        return TensorScope.compute(() -> table.narrow(from, rows).toFloats());
    }

    @Override
    public void write(int from, float[] values) {
        TensorScope.run(() -> table.narrow(from, values.length / table.size(1)).copyFrom(values));
    }

    @Override
    public void close() {
        table.close();
    }
}
