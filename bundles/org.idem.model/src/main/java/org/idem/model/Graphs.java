package org.idem.model;

import java.util.List;
import java.util.stream.Stream;

/** Networks of all families by the names that configs give them. */
public final class Graphs {
    private Graphs() {}

    /** Returns the names of all networks, sorted. */
    public static List<String> names() {
        return Stream.of(IResNet.BLOCKS, MobileFaceNet.VARIANTS, FaceViT.VARIANTS)
                .flatMap(family -> family.keySet().stream())
                .sorted()
                .toList();
    }

    /**
     * Returns the graph of a network.
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
}
