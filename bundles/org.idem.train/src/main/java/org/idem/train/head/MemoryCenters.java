package org.idem.train.head;

import java.util.SplittableRandom;
import org.idem.train.tensor.RandomStreams;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Class centers in memory, fp32: 8 · dim bytes per class with the momentum. */
public final class MemoryCenters implements ClassCenters {
    private static final double DEVIATION = 0.01;
    private static final int BLOCK = 4096;

    private final Tensor centers;
    private final Tensor momentum;

    private MemoryCenters(int count, int dim) {
        this.centers = TensorScope.compute(() -> Tensor.zeros(count, dim).retain());
        this.momentum = TensorScope.compute(() -> Tensor.zeros(count, dim).retain());
    }

    /** Normal with deviation 0.01; a class's values follow from the seed and its identity, whatever shard holds it. */
    public static MemoryCenters random(ClassShard shard, int dim, long seed) {
        MemoryCenters made = new MemoryCenters(shard.count(), dim);
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

    /** Centers [count, dim] row by row, momentum zero. */
    public static MemoryCenters of(float[] values, int dim) {
        MemoryCenters made = new MemoryCenters(values.length / dim, dim);
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
        return sample.whole() ? centers : centers.rows(Tensor.indices(sample.rows()));
    }

    @Override
    public Tensor momentum(ClassSample sample) {
        return sample.whole() ? momentum : momentum.rows(Tensor.indices(sample.rows()));
    }

    @Override
    public void put(ClassSample sample, Tensor centerRows, Tensor momentumRows) {
        if (sample.whole()) {
            centers.copy_(centerRows);
            momentum.copy_(momentumRows);
        } else {
            Tensor index = Tensor.indices(sample.rows());
            centers.putRows_(index, centerRows);
            momentum.putRows_(index, momentumRows);
        }
    }

    @Override
    public void close() {
        centers.close();
        momentum.close();
    }
}
