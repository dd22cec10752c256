package org.idem.train.centers;

import org.idem.train.tensor.BrainFloat;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Rows in bfloat16 with an fp32 master: 4 bytes a number, kept as the rounded number and what rounding took from it. So
 * logits read half the memory, and what a step adds is kept to the last bit of fp32.
 */
final class Bf16MasterRows implements RowStorage {
    private final Tensor rounded;
    private final Tensor rest;

    Bf16MasterRows(int count, int dim) {
        this.rounded = TensorScope.compute(() -> BrainFloat.zeros(count, dim).retain());
        this.rest = TensorScope.compute(() -> BrainFloat.noRest(count, dim).retain());
    }

    @Override
    public Tensor look(ClassSample rows) {
        return rows.rowsOf(rounded).toFloat();
    }

    @Override
    public Tensor take(ClassSample rows) {
        return BrainFloat.joined(rows.rowsOf(rounded), rows.rowsOf(rest));
    }

    @Override
    public Tensor seen(Tensor taken) {
        return BrainFloat.split(taken).rounded().toFloat();
    }

    @Override
    public void put(ClassSample rows, Tensor values, long step) {
        BrainFloat.Split split = BrainFloat.split(values);
        rows.putInto(rounded, split.rounded());
        rows.putInto(rest, split.rest());
    }

    private ClassSample range(int from, int rows) {
        return ClassSample.range(from, from + rows, (int) rounded.size(0));
    }

    @Override
    public float[] read(int from, int rows) {
        return TensorScope.compute(() -> take(range(from, rows)).toFloats());
    }

    @Override
    public void write(int from, float[] values) {
        long dim = rounded.size(1);
        int rows = (int) (values.length / dim);
        TensorScope.run(() -> put(range(from, rows), Tensor.of(values, rows, dim), 0));
    }

    @Override
    public void close() {
        rounded.close();
        rest.close();
    }
}
