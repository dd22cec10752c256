package org.idem.train.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each tensor is pulled towards zero.
 *
 * @param decay weight decay
 * @param exempt tensors whose name contains one of these words have none
 */
public record WeightDecay(double decay, List<String> exempt) {
    /** No decay at all. */
    public static final WeightDecay NONE = new WeightDecay(0, List.of());

    public WeightDecay {
        exempt = List.copyOf(exempt);
    }

    /** A range of a flat buffer with one decay. */
    public record Group(BufferRange range, double decay) {}

    /** Whether tensors of this name have none. */
    public boolean exempts(String name) {
        return exempt.stream().anyMatch(name::contains);
    }

    /** Decay of a tensor. */
    public double of(String name) {
        return exempts(name) ? 0 : decay;
    }

    /**
     * Ranges of a flat buffer by their decay; neighbours with the same decay are one range, so that without exemptions
     * the whole buffer is.
     *
     * @param tensors ranges by name, ascending and without gaps
     */
    public List<Group> groups(Map<String, BufferRange> tensors) {
        List<Group> groups = new ArrayList<>();
        tensors.forEach((name, range) -> {
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && Double.compare(last.decay(), of(name)) == 0) {
                BufferRange joined = new BufferRange(
                        last.range().start(), range.end() - last.range().start());
                groups.set(groups.size() - 1, new Group(joined, of(name)));
            } else {
                groups.add(new Group(range, of(name)));
            }
        });
        return groups;
    }

    /**
     * Tensors that decay and tensors that do not: PLSC's parameter groups, each of which it clips by a norm of its own.
     *
     * @return one map, or two where some tensors are exempt and others are not
     */
    public List<Map<String, BufferRange>> split(Map<String, BufferRange> tensors) {
        Map<String, BufferRange> decaying = new LinkedHashMap<>(tensors);
        decaying.keySet().removeIf(this::exempts);
        Map<String, BufferRange> others = new LinkedHashMap<>(tensors);
        others.keySet().removeAll(decaying.keySet());
        List<Map<String, BufferRange>> parts = new ArrayList<>(List.of(decaying, others));
        parts.removeIf(Map::isEmpty);
        return parts;
    }
}
