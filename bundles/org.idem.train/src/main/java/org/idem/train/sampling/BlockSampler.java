package org.idem.train.sampling;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.RandomStreams;

/**
 * All positives, and whole blocks of classes drawn uniformly. Every class has the same chance as a negative, the sample
 * ratio, as if classes were drawn one by one; but those of a block come together, which a store whose rows stand in such
 * blocks reads and writes in long pieces. Which blocks they are follows from the step alone, so that they can be fetched
 * before the batch is known.
 */
public final class BlockSampler implements ClassSampler {
    private final ClassBlocks blocks;
    private final int classes;
    private final double ratio;
    private final long seed;

    /**
     * Samples the classes of one shard.
     *
     * @param classes number of classes of the shard
     * @param ratio chance of a class to be a negative in a step, in [0, 1]; at least one block is drawn unless it is 0
     * @param seed of the random choices, different for each shard
     */
    public BlockSampler(ClassBlocks blocks, int classes, double ratio, long seed) {
        this.blocks = blocks;
        this.classes = classes;
        this.ratio = ratio;
        this.seed = seed;
    }

    @Override
    public ClassSample sample(int[] positives, long step) {
        int[] drawn = draw(step);
        int[] all = IntStream.concat(Arrays.stream(positives), Arrays.stream(drawn))
                .sorted()
                .distinct()
                .toArray();
        return ClassSample.of(all, classes);
    }

    @Override
    public Optional<ClassSample> drawn(long step) {
        return Optional.of(ClassSample.of(draw(step), classes));
    }

    /** The mean number of blocks over all steps is the ratio, though a step has a whole number of them. */
    private int[] draw(long step) {
        SplittableRandom random = RandomStreams.of(seed, step);
        int size = (int) Math.floor(ratio * blocks.count() + random.nextDouble());
        int atLeast = ratio == 0 ? 0 : 1;
        return blocks.ids(
                UniformSubset.draw(Math.min(blocks.count(), Math.max(atLeast, size)), blocks.count(), random));
    }
}
