package org.idem.train.centers;

import org.idem.train.tensor.Bfloat16;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Rows in bfloat16: 2 bytes a value. What a step adds is mostly less than the last bit, so rows are rounded up or down
 * at random, by chances that keep the mean (stochastic rounding; Gupta et al., arXiv 1502.02551).
 */
final class Bf16Rows implements RowStorage {
    private final Tensor table;
    private final RoundingNoise noise;

    Bf16Rows(int count, int dim, RoundingNoise noise) {
        this(TensorScope.compute(() -> Bfloat16.zeros(count, dim).retain()), noise);
    }

    /** In a table of bfloat16 that it owns. */
    Bf16Rows(Tensor table, RoundingNoise noise) {
        this.table = table;
        this.noise = noise;
    }

    /** The rows themselves, bfloat16 [count, dim]. */
    Tensor table() {
        return table;
    }

    @Override
    public Tensor gather(TableRows rows) {
        return rows.select(table).toFloat();
    }

    @Override
    public void scatter(TableRows rows, Tensor values, long step) {
        for (int start = 0; start < rows.size(); start += noise.maxRows()) {
            TableRows part = rows.slice(start, Math.min(noise.maxRows(), rows.size() - start));
            part.copyInto(
                    table, Bfloat16.roundStochastically(values.narrow(start, part.size()), noise.forRows(part, step)));
        }
    }

    @Override
    public void write(TableRows rows, Tensor values) {
        rows.copyInto(table, Bfloat16.round(values));
    }

    @Override
    public void close() {
        table.close();
    }
}
