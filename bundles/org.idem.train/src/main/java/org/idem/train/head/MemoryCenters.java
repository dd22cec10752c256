package org.idem.train.head;

import java.util.SplittableRandom;
import org.idem.train.tensor.RandomStreams;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Class centers in memory, fp32: 8 · dim bytes per class with the momentum, 12 · dim where squared gradients are averaged
 * as well.
 */
public final class MemoryCenters implements ClassCenters {
    private static final double DEVIATION = 0.01;
    private static final int BLOCK = 4096;

    private final Tensor centers;
    private final Tensor momentum;
    /** Null where no rule needs it. */
    private final Tensor square;

    private MemoryCenters(int count, int dim, boolean squares) {
        this.centers = TensorScope.compute(() -> Tensor.zeros(count, dim).retain());
        this.momentum = TensorScope.compute(() -> Tensor.zeros(count, dim).retain());
        this.square =
                squares ? TensorScope.compute(() -> Tensor.zeros(count, dim).retain()) : null;
    }

    /** As {@link #random(ClassShard, int, long, boolean)}, without room for squares. */
    public static MemoryCenters random(ClassShard shard, int dim, long seed) {
        return random(shard, dim, seed, false);
    }

    /**
     * Normal with deviation 0.01; a class's values follow from the seed and its identity, whatever shard holds it.
     *
     * @param squares whether there is room for the average of squared gradients
     */
    public static MemoryCenters random(ClassShard shard, int dim, long seed, boolean squares) {
        MemoryCenters made = new MemoryCenters(shard.count(), dim, squares);
        for (int from = 0; from < shard.count(); from += BLOCK) {
            int rows = Math.min(BLOCK, shard.count() - from);
            float[] values = new float[rows * dim];
            for (int row = 0; row < rows; row++) {
                long identity = (long) shard.start() + from + row;
                SplittableRandom random = RandomStreams.of(seed, identity);
                for (int i = 0; i < dim; i++) {
                    values[row * dim + i] = (float) (random.nextGaussian() * DEVIATION);
                }
            }
            made.write(from, values, new float[values.length]);
        }
        return made;
    }

    /** Centers [count, dim] row by row, momentum zero, no room for squares. */
    public static MemoryCenters of(float[] values, int dim) {
        return of(values, dim, false);
    }

    /** Centers [count, dim] row by row, all averages zero. */
    public static MemoryCenters of(float[] values, int dim, boolean squares) {
        MemoryCenters made = new MemoryCenters(values.length / dim, dim, squares);
        made.centers.copyFrom(values);
        return made;
    }

    /** Sets rows from the given class of the shard on. */
    public void write(int from, float[] centerRows, float[] momentumRows) {
        int rows = centerRows.length / dim();
        TensorScope.run(() -> {
            centers.narrow(from, rows).copyFrom(centerRows);
            momentum.narrow(from, rows).copyFrom(momentumRows);
        });
    }

    /** Whether squared gradients are averaged here. */
    public boolean hasSquares() {
        return square != null;
    }

    /** Sets rows of the average of squared gradients from the given class of the shard on. */
    public void writeSquare(int from, float[] rows) {
        TensorScope.run(() -> square.narrow(from, rows.length / dim()).copyFrom(rows));
    }

    /** Rows of the average of squared gradients, for saving. */
    public float[] readSquare(int from, int rows) {
        return TensorScope.compute(() -> square.narrow(from, rows).toFloats());
    }

    /** Rows of centers, for saving. */
    public float[] readCenters(int from, int rows) {
        return TensorScope.compute(() -> centers.narrow(from, rows).toFloats());
    }

    /** Rows of the momentum, for saving. */
    public float[] readMomentum(int from, int rows) {
        return TensorScope.compute(() -> momentum.narrow(from, rows).toFloats());
    }

    @Override
    public int count() {
        return (int) centers.size(0);
    }

    @Override
    public int dim() {
        return (int) centers.size(1);
    }

    @Override
    public Tensor centers(ClassSample sample) {
        return rows(centers, sample);
    }

    @Override
    public Tensor momentum(ClassSample sample) {
        return rows(momentum, sample);
    }

    @Override
    public Tensor square(ClassSample sample) {
        if (square == null) {
            throw new IllegalStateException("These centers were made without averages of squared gradients");
        }
        return rows(square, sample);
    }

    private static Tensor rows(Tensor all, ClassSample sample) {
        return sample.whole() ? all : all.rows(Tensor.indices(sample.rows()));
    }

    @Override
    public void put(ClassSample sample, Tensor centerRows, Tensor momentumRows) {
        put(centers, sample, centerRows);
        put(momentum, sample, momentumRows);
    }

    @Override
    public void putSquare(ClassSample sample, Tensor squareRows) {
        put(square, sample, squareRows);
    }

    private static void put(Tensor all, ClassSample sample, Tensor rows) {
        if (sample.whole()) {
            all.copy_(rows);
        } else {
            all.putRows_(Tensor.indices(sample.rows()), rows);
        }
    }

    @Override
    public void close() {
        centers.close();
        momentum.close();
        if (square != null) {
            square.close();
        }
    }
}
