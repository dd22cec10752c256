package org.idem.train.backbone;

import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.train.kernels.KernelChoice;

/** Trainable replicas of the networks of {@link Graphs}. */
public final class Backbones {
    private Backbones() {}

    /**
     * A replica with initial weights that follow from the seed alone.
     *
     * @param channelsLast memory layout; results agree to rounding, channels-last is the faster on most CPUs
     */
    public static Backbone create(ModelSpec spec, boolean channelsLast, long seed) {
        return create(spec, channelsLast, Recomputation.NONE, seed);
    }

    /**
     * As {@link #create(ModelSpec, boolean, long)}, with activations that are recomputed in backward to save memory.
     */
    public static Backbone create(ModelSpec spec, boolean channelsLast, Recomputation recomputation, long seed) {
        return create(spec, channelsLast, recomputation, KernelChoice.libtorch("nothing else was asked for"), seed);
    }

    /**
     * As {@link #create(ModelSpec, boolean, Recomputation, long)}, with layers that are computed by kernels of our own where
     * that was chosen.
     */
    public static Backbone create(
            ModelSpec spec, boolean channelsLast, Recomputation recomputation, KernelChoice kernels, long seed) {
        return new Backbone(Graphs.graph(spec), channelsLast, recomputation, kernels.create(), seed);
    }
}
