package org.idem.train.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weight decay by name of the tensor.
 *
 * @param decay weight decay, at least 0
 * @param exempt tensors whose name contains one of these words have none
 */
public record WeightDecay(double decay, List<String> exempt) {
    /** The decay of no tensor. */
    public static final WeightDecay NONE = new WeightDecay(0, List.of());

    public WeightDecay {
        exempt = List.copyOf(exempt);
    }

    /** Range of a flat buffer with one weight decay. */
    record DecayRange(BufferRange range, double decay) {}

    /** Whether tensors of this name have no weight decay. */
    public boolean isExempt(String name) {
        return exempt.stream().anyMatch(name::contains);
    }

    /** Weight decay of a tensor. */
    public double forTensor(String name) {
        return isExempt(name) ? 0 : decay;
    }

    /**
     * Ranges of a flat buffer by their weight decay; neighbours with the same decay are one range, so that without
     * exemptions the whole buffer is.
     *
     * @param tensors ranges by name, ascending and without gaps
     */
    List<DecayRange> mergeRanges(Map<String, BufferRange> tensors) {
        List<DecayRange> groups = new ArrayList<>();
        tensors.forEach((name, range) -> {
            DecayRange last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && Double.compare(last.decay(), forTensor(name)) == 0) {
                BufferRange joined = new BufferRange(
                        last.range().start(), range.end() - last.range().start());
                groups.set(groups.size() - 1, new DecayRange(joined, forTensor(name)));
            } else {
                groups.add(new DecayRange(range, forTensor(name)));
            }
        });
        return groups;
    }

    /**
     * PLSC's parameter groups, each of which it clips by a norm of its own: tensors with weight decay, and those
     * without.
     *
     * @return one map, or two where some tensors are exempt and others are not
     */
    public List<Map<String, BufferRange>> parameterGroups(Map<String, BufferRange> tensors) {
        Map<String, BufferRange> decaying = new LinkedHashMap<>(tensors);
        decaying.keySet().removeIf(this::isExempt);
        Map<String, BufferRange> exempted = new LinkedHashMap<>(tensors);
        exempted.keySet().removeAll(decaying.keySet());
        List<Map<String, BufferRange>> groups = new ArrayList<>(List.of(decaying, exempted));
        groups.removeIf(Map::isEmpty);
        return groups;
    }
}
