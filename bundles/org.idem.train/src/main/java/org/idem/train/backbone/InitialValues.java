package org.idem.train.backbone;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.idem.model.FaceViT;
import org.idem.model.Graph;
import org.idem.model.IResNet;
import org.idem.model.TensorSpec;
import org.idem.model.TensorSpec.Kind;
import org.idem.train.tensor.RandomStreams;

/**
 * Initial weights as PLSC draws them: IResNet convolutions normal with deviation 0.1, its fully connected layer uniform
 * after Glorot; MobileFaceNet normal after He over the fan out; FaceViT patches normal after He, linear layers normal
 * with deviation 0.02, positions and mask token with deviation 1, both truncated at ±2. A tensor's values follow from
 * seed and name alone.
 */
final class InitialValues {
    private static final double TRUNCATION = 2;

    private final boolean residual;
    private final boolean transformer;
    private final long seed;

    InitialValues(Graph graph, long seed) {
        this.residual = IResNet.BLOCKS.containsKey(graph.name());
        this.transformer = FaceViT.VARIANTS.containsKey(graph.name());
        this.seed = seed;
    }

    float[] of(TensorSpec spec) {
        float[] values = new float[Math.toIntExact(spec.count())];
        switch (spec.kind()) {
            case CONV, LINEAR, POSITION -> fill(values, weights(spec));
            case NORM_SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1f);
            case SLOPE -> Arrays.fill(values, 0.25f);
            default -> Arrays.fill(values, 0f);
        }
        return values;
    }

    private DoubleSupplier weights(TensorSpec spec) {
        SplittableRandom random = RandomStreams.of(seed, spec.name().hashCode());
        if (transformer) {
            return transformer(spec, random);
        }
        long[] shape = spec.shape();
        long area = spec.count() / (shape[0] * shape[1]);
        if (residual && spec.kind() == Kind.LINEAR) {
            double bound = Math.sqrt(6.0 / (shape[0] + shape[1]));
            return () -> (2 * random.nextDouble() - 1) * bound;
        }
        double deviation = residual ? 0.1 : Math.sqrt(2.0 / (shape[0] * area));
        return () -> random.nextGaussian() * deviation;
    }

    private static DoubleSupplier transformer(TensorSpec spec, SplittableRandom random) {
        return switch (spec.kind()) {
            case CONV -> {
                double deviation = Math.sqrt(2.0 * spec.shape()[0] / spec.count());
                yield () -> random.nextGaussian() * deviation;
            }
            case LINEAR -> () -> truncatedNormal(random, 0.02);
            default -> () -> truncatedNormal(random, 1);
        };
    }

    /** Normal, drawn again while it is beyond the truncation. */
    private static double truncatedNormal(SplittableRandom random, double deviation) {
        double value;
        do {
            value = random.nextGaussian() * deviation;
        } while (Math.abs(value) > TRUNCATION);
        return value;
    }

    private static void fill(float[] values, DoubleSupplier source) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) source.getAsDouble();
        }
    }
}
