package org.idem.train.backbone;

import java.util.List;
import java.util.stream.Stream;

/** The networks by name. */
public final class Backbones {
    private Backbones() {}

    /** All names, sorted. */
    public static List<String> names() {
        return Stream.of(IResNet.BLOCKS, MobileFaceNet.VARIANTS, FaceViT.VARIANTS)
                .flatMap(family -> family.keySet().stream())
                .sorted()
                .toList();
    }

    /**
     * Writes a network down.
     *
     * @throws IllegalArgumentException for a name that is not in {@link #names()}
     */
    public static Graph graph(ModelSpec spec) {
        if (IResNet.BLOCKS.containsKey(spec.name())) {
            return IResNet.graph(spec);
        }
        if (MobileFaceNet.VARIANTS.containsKey(spec.name())) {
            return MobileFaceNet.graph(spec);
        }
        if (FaceViT.VARIANTS.containsKey(spec.name())) {
            return FaceViT.graph(spec);
        }
        throw new IllegalArgumentException("No backbone " + spec.name() + "; there are " + names());
    }

    /**
     * A replica with fresh weights that follow from the seed alone.
     *
     * @param channelsLast memory layout; the numbers agree to rounding, channels-last is the faster on most CPUs
     */
    public static Backbone create(ModelSpec spec, boolean channelsLast, long seed) {
        return create(spec, channelsLast, Recomputation.NONE, seed);
    }

    /** As {@link #create(ModelSpec, boolean, long)}, with activations that are computed twice to save memory. */
    public static Backbone create(ModelSpec spec, boolean channelsLast, Recomputation recomputation, long seed) {
        return new Backbone(graph(spec), channelsLast, recomputation, seed);
    }
}
