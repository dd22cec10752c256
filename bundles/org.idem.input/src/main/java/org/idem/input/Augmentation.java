package org.idem.input;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.config.ExperimentConfig;
import org.idem.config.TransformSpec;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.TransformStep;
import org.idem.input.transform.Transforms;

/**
 * What the training transforms of a config make of single pictures: the pipeline, the seeds and so the pixels of a training,
 * to look at. Thread-safe.
 */
public final class Augmentation {
    private final List<TransformSpec> specs;
    private final int inputSize;
    private final TransformPipeline pipeline;
    private final long seed;

    private Augmentation(List<TransformSpec> specs, int inputSize, long seed) {
        this.specs = List.copyOf(specs);
        this.inputSize = inputSize;
        this.pipeline = Transforms.of(specs, inputSize);
        this.seed = seed;
    }

    /**
     * That of {@code DataLoader.Train} with the config's own seed.
     *
     * @throws org.idem.core.InputException if a transform has a value that it does not take
     */
    public static Augmentation of(ExperimentConfig config) {
        return new Augmentation(
                config.train().transforms(),
                config.model().inputSize(),
                config.global().seed());
    }

    /** The same with another seed for {@code Global.seed}. */
    public Augmentation withSeed(long newSeed) {
        return new Augmentation(specs, inputSize, newSeed);
    }

    /** The seed that stands for {@code Global.seed}. */
    public long seed() {
        return seed;
    }

    /** Entries of {@code transform_ops}, by place, that change what is on a picture and can be left out. */
    public List<Integer> optional() {
        return IntStream.range(0, specs.size())
                .filter(pipeline::isOptional)
                .boxed()
                .toList();
    }

    /** How the config calls an entry; what a step of the size that it does not name is called, for the one after the last. */
    public String name(int entry) {
        return entry < specs.size() ? specs.get(entry).name() : "Model.input_size";
    }

    /** How often chance chooses an entry, in [0, 1]. */
    public double probability(int entry) {
        return pipeline.probability(entry);
    }

    /**
     * What the training makes of a picture in an epoch.
     *
     * @param epoch from 0
     * @param index of the image in the training set, as {@link ImageSeed#of} counts it
     * @param left entries that are left out; the others draw what they draw with all
     */
    public AugmentedImage augment(Pixels in, int epoch, int index, BitSet left) {
        List<TransformStep> steps = pipeline.steps(in, ImageSeed.of(seed, epoch, index), left);
        return new AugmentedImage(
                steps.isEmpty() ? in : steps.get(steps.size() - 1).pixels(), steps);
    }
}
