package org.idem.train.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.sampling.BlockSampler;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.sampling.PartialFcSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

/**
 * That classes drawn in blocks teach what classes drawn one by one teach. A linear embedding is trained to see through
 * noise that is larger than what tells people apart, and then verifies people whom it never saw.
 */
class BlockSamplingTest {
    private static final int CLASSES = 1600;
    private static final int STRANGERS = 1000;
    private static final int INPUT = 32;
    private static final int DIM = 16;
    private static final int BATCH = 64;
    private static final int STEPS = 500;
    private static final double RATIO = 0.04;
    private static final int SEEDS = 6;

    /** Accuracies of all seeds. */
    private static double[] accuracies(boolean blocks, boolean tiled) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> new LinearTraining(seed, blocks, tiled).accuracy())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Half of the 95 % confidence interval of the mean of the differences, by Student's t. */
    private static double halfInterval(double[] differences) {
        double mean = mean(differences);
        double variance = Arrays.stream(differences)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (SEEDS - 1);
        double quantile = 2.571;
        return quantile * Math.sqrt(variance / SEEDS);
    }

    @Test
    void blocksConvergeAsSingleClassesDo() {
        double[] single = accuracies(false, false);
        double[] blocks = accuracies(true, false);
        double[] differences = new double[SEEDS];
        Arrays.setAll(differences, seed -> blocks[seed] - single[seed]);
        double untrained = new LinearTraining(0, false, false).untrained();
        String seen = "untrained " + untrained + ", single " + Arrays.toString(single) + ", blocks "
                + Arrays.toString(blocks) + ", difference " + mean(differences) + " ± " + halfInterval(differences);
        assertTrue(mean(single) > untrained + 0.1, seen);
        assertEquals(0, mean(differences), 0.005 + halfInterval(differences), seen);
        assertTrue(halfInterval(differences) < 0.02, seen);
    }

    @Test
    void tilesOfBlocksConvergeAsWell() {
        assertEquals(new LinearTraining(1, true, false).accuracy(), new LinearTraining(1, true, true).accuracy(), 0.01);
    }

    /** One training. People are directions in the first half of the input; the second half is noise. */
    private static final class LinearTraining {
        private final SplittableRandom random;
        private final float[] people;
        private final float[] weights = new float[DIM * INPUT];
        private final boolean tiled;
        private final ClassSampler sampler;

        LinearTraining(long seed, boolean blocks, boolean tiled) {
            this.random = new SplittableRandom(seed);
            this.tiled = tiled;
            this.people = new float[(CLASSES + STRANGERS) * INPUT / 2];
            for (int i = 0; i < people.length; i++) {
                people[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (0.2 * random.nextGaussian());
            }
            this.sampler = blocks
                    ? new BlockSampler(new ClassBlocks(CLASSES, seed), CLASSES, RATIO, seed)
                    : new PartialFcSampler(CLASSES, RATIO, seed);
        }

        private float[] images(long[] labels) {
            float[] images = new float[labels.length * INPUT];
            for (int i = 0; i < images.length; i++) {
                int at = i % INPUT;
                float person = at < INPUT / 2 ? people[(int) labels[i / INPUT] * INPUT / 2 + at] : 0;
                images[i] = person + (float) ((at < INPUT / 2 ? 0.7 : 2) * random.nextGaussian());
            }
            return images;
        }

        double untrained() {
            return verify();
        }

        double accuracy() {
            ClassShard shard = ClassShard.of(CLASSES, 0, 1);
            MemoryCenters centers = new MemoryCenters(CLASSES, DIM, CenterFormat.FP32, false, 1);
            centers.initialize(shard, 1);
            PartialFcOptions options = tiled ? PartialFcOptions.full().withTiles(64, 2) : PartialFcOptions.full();
            try (PartialFc layer = new PartialFc(
                    new SoloCollective(), shard, centers, sampler, CombinedMargin.cosFace(0.1, 16), options)) {
                for (int step = 0; step < STEPS; step++) {
                    step(layer, step);
                }
            }
            return verify();
        }

        private void step(PartialFc layer, long number) {
            long[] labels = random.longs(BATCH, 0, CLASSES).toArray();
            float[] images = images(labels);
            layer.beginStep(labels, number);
            TensorScope.run(() -> {
                Tensor input = Tensor.of(images, BATCH, INPUT);
                Tensor map = Tensor.of(weights, DIM, INPUT);
                Tensor gradient = layer.forwardBackward(input.matmul(map.transpose()), labels, 1);
                map.add_(gradient.transpose().matmul(input), -0.05);
                System.arraycopy(map.toFloats(), 0, weights, 0, weights.length);
            });
            layer.update(new CenterSgd(0.9, 5e-4), 0.2);
        }

        /** Accuracy at the best threshold, of pairs of strangers. */
        private double verify() {
            long[] first = LongStream.range(CLASSES, CLASSES + STRANGERS).toArray();
            long[] other = new long[STRANGERS];
            Arrays.setAll(other, i -> i % 2 == 0 ? first[i] : first[(i + 1) % STRANGERS]);
            float[] cosines = TensorScope.compute(() -> {
                Tensor map = Tensor.of(weights, DIM, INPUT).transpose();
                Tensor one = Tensor.of(images(first), STRANGERS, INPUT).matmul(map);
                Tensor two = Tensor.of(images(other), STRANGERS, INPUT).matmul(map);
                return one.mul(two)
                        .rowSum()
                        .div_(one.rowNorms(0))
                        .div_(two.rowNorms(0))
                        .toFloats();
            });
            int best = 0;
            for (float threshold : cosines) {
                int right = 0;
                for (int i = 0; i < STRANGERS; i++) {
                    right += cosines[i] >= threshold == (i % 2 == 0) ? 1 : 0;
                }
                best = Math.max(best, right);
            }
            return (double) best / STRANGERS;
        }
    }
}
