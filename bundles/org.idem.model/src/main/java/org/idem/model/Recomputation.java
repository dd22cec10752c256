package org.idem.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Which activations a training pass computes a second time on its way back instead of keeping them (Chen et al., arXiv
 * 1604.06174).
 */
public enum Recomputation {
    /** None: the fastest. */
    NONE,
    /** Kept are the values between stages: as many stages as there are blocks in each. */
    STAGE,
    /** Kept are the values between residual blocks. */
    BLOCK;

    /** Where the network is cut: numbers of layers that begin a stretch, ascending, without the first. */
    public List<Integer> cuts(Graph graph) {
        List<Integer> ends = this == NONE ? List.of() : blockEnds(graph);
        if (this != STAGE) {
            return ends;
        }
        int each = (int) Math.ceil(Math.sqrt(ends.size()));
        List<Integer> some = new ArrayList<>();
        for (int i = each - 1; i < ends.size() - 1; i += each) {
            some.add(ends.get(i));
        }
        return some;
    }

    /** Behind every sum of a branch and its shortcut. */
    private static List<Integer> blockEnds(Graph graph) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < graph.layers().size(); i++) {
            if (graph.layers().get(i) instanceof Layer.Add) {
                ends.add(i + 1);
            }
        }
        return ends;
    }
}
