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
        this(
                TensorScope.compute(() -> Bfloat16.zeros(count, dim).retain()),
                TensorScope.compute(() -> Bfloat16.zeroRemainders(count, dim).retain()));
    }

    /** In tables of bfloat16 and int16 that it owns. */
    Bf16MasterRows(Tensor rounded, Tensor remainder) {
        this.rounded = rounded;
        this.remainder = remainder;
    }

    /** The rounded rows, bfloat16 [count, dim]. */
    Tensor rounded() {
        return rounded;
    }

    /** What the bits of the master have besides, int16 [count, dim]. */
    Tensor remainder() {
        return remainder;
    }

    @Override
    public Tensor gather(TableRows rows) {
        return rows.select(rounded).toFloat();
    }

    @Override
    public Tensor gatherForUpdate(TableRows rows) {
        return Bfloat16.join(rows.select(rounded), rows.select(remainder));
    }

    @Override
    public Tensor asGathered(Tensor gathered) {
        return Bfloat16.split(gathered).rounded().toFloat();
    }

    @Override
    public void scatter(TableRows rows, Tensor values, long step) {
        Bfloat16.Split split = Bfloat16.split(values);
        rows.copyInto(rounded, split.rounded());
        rows.copyInto(remainder, split.remainder());
    }

    @Override
    public void close() {
        rounded.close();
        remainder.close();
    }
}
