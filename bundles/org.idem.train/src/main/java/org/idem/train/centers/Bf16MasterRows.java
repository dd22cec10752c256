package org.idem.train.centers;

import org.idem.train.tensor.Bfloat16;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Rows in bfloat16 with an fp32 master: 4 bytes a value, kept as the rounded value and the remainder of the rounding.
 * So logits read half the memory, and what a step adds is kept to the last bit of fp32.
 */
final class Bf16MasterRows implements RowStorage {
    private final Tensor rounded;
    private final Tensor remainder;

    Bf16MasterRows(int count, int dim) {
        this.rounded = TensorScope.compute(() -> Bfloat16.zeros(count, dim).retain());
        this.remainder =
                TensorScope.compute(() -> Bfloat16.zeroRemainders(count, dim).retain());
    }

    @Override
    public Tensor gather(ClassSample rows) {
        return rows.select(rounded).toFloat();
    }

    @Override
    public Tensor gatherForUpdate(ClassSample rows) {
        return Bfloat16.join(rows.select(rounded), rows.select(remainder));
    }

    @Override
    public Tensor asGathered(Tensor gathered) {
        return Bfloat16.split(gathered).rounded().toFloat();
    }

    @Override
    public void scatter(ClassSample rows, Tensor values, long step) {
        Bfloat16.Split split = Bfloat16.split(values);
        rows.copyInto(rounded, split.rounded());
        rows.copyInto(remainder, split.remainder());
    }

    private ClassSample range(int from, int rows) {
        return ClassSample.range(from, from + rows, (int) rounded.size(0));
    }

    @Override
    public float[] read(int from, int rows) {
        return TensorScope.compute(() -> gatherForUpdate(range(from, rows)).toFloats());
    }

    @Override
    public void write(int from, float[] values) {
        long dim = rounded.size(1);
        int rows = (int) (values.length / dim);
        TensorScope.run(() -> scatter(range(from, rows), Tensor.of(values, rows, dim), 0));
    }

    @Override
    public void close() {
        rounded.close();
        remainder.close();
    }
}
