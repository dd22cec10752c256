package org.idem.train.centers;

import java.util.SplittableRandom;
import org.idem.train.tensor.RandomStreams;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Random low bits for stochastic rounding: one table drawn once, of which every block of rows of every step sees another
 * cut. Cheap enough for each row of each step, and the same in every run.
 */
final class RoundingNoise implements AutoCloseable {
    private static final int SIZE = 1 << 20;

    private final Tensor table;
    private final int dim;
    private final long seed;

    /** For rows of {@code dim} values, at most 2^18. */
    RoundingNoise(int dim, long seed) {
        if (dim < 1 || dim > SIZE / 4) {
            throw new IllegalArgumentException("Rows of " + dim + " numbers");
        }
        this.dim = dim;
        this.seed = seed;
        SplittableRandom random = RandomStreams.of(seed, SIZE);
        int[] bits = random.ints(SIZE, 0, 1 << 16).toArray();
        this.table = TensorScope.compute(() -> Tensor.int32(bits).retain());
    }

    /** Largest number of rows that {@link #forRows} takes at once. */
    int maxRows() {
        return SIZE / 4 / dim;
    }

    /** Uniform integers in [0, 2^16) for these rows at this step, int32 [size, dim]. */
    Tensor forRows(TableRows rows, long step) {
        long count = (long) rows.size() * dim;
        long start = RandomStreams.of(seed ^ rows.id(0), step).nextLong(SIZE - count + 1);
        return table.narrow(start, count).view(rows.size(), dim);
    }

    @Override
    public void close() {
        table.close();
    }
}
