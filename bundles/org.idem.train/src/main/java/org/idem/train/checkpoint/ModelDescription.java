package org.idem.train.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.idem.config.TransformSpec;
import org.idem.model.ModelSpec;
import org.idem.plan.TrainingPlan;

/**
 * What one must know to use the weights of a checkpoint.
 *
 * @param name backbone
 * @param dim length of an embedding
 * @param inputSize side of the input in pixels
 * @param blocks residual blocks per stage where the config sets them
 * @param scale width factor, 0 for the backbone's own
 * @param channelsLast memory layout in training
 * @param transforms what is done to an image before the network, random steps left out
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelDescription(
        String name,
        int dim,
        int inputSize,
        List<Integer> blocks,
        int scale,
        boolean channelsLast,
        List<TransformSpec> transforms) {
    public ModelDescription {
        blocks = List.copyOf(blocks);
        transforms = List.copyOf(transforms);
    }

    /** Describes the network of a planned training. */
    public static ModelDescription of(TrainingPlan plan) {
        return of(plan.model(), plan.channelsLast(), plan.evaluationTransforms());
    }

    /** Describes a network. */
    public static ModelDescription of(ModelSpec spec, boolean channelsLast, List<TransformSpec> transforms) {
        return new ModelDescription(
                spec.name(), spec.dim(), spec.inputSize(), spec.blocks(), spec.scale(), channelsLast, transforms);
    }

    /** Returns the network that is described. */
    public ModelSpec spec() {
        return new ModelSpec(name, dim, inputSize, blocks, scale);
    }
}
