package org.idem.train.centers;

import java.util.SplittableRandom;
import org.idem.plan.ClassShard;
import org.idem.train.tensor.RandomStreams;

/**
 * The centers that a training begins with, from a normal distribution with deviation 0.01. The values of a class follow
 * from the seed and its identity, whatever shard holds it.
 *
 * @param shard the identities that a store holds
 * @param dim length of a center
 */
record InitialCenters(ClassShard shard, int dim, long seed) {
    private static final double DEVIATION = 0.01;

    /** Centers of the classes [start, start + count) of the shard, row by row. */
    float[] rows(int start, int count) {
        float[] values = new float[count * dim];
        for (int row = 0; row < count; row++) {
            draw(start + row, values, row);
        }
        return values;
    }

    /** Writes the center of a class of the shard into a row of an array [rows, dim]. */
    void draw(int id, float[] values, int row) {
        SplittableRandom random = RandomStreams.of(seed, (long) shard.start() + id);
        for (int i = 0; i < dim; i++) {
            values[row * dim + i] = (float) (random.nextGaussian() * DEVIATION);
        }
    }
}
