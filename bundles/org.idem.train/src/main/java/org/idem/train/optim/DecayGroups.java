package org.idem.train.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weight decay per range of a flat buffer. Tensors whose name contains one of the exempt words get none; neighbours with
 * the same decay are one range, so that without exemptions the whole buffer is.
 */
public record DecayGroups(List<Group> groups) {
    /** A range with one decay. */
    public record Group(Range range, double decay) {}

    public DecayGroups {
        groups = List.copyOf(groups);
    }

    /**
     * Groups tensors that follow each other in a buffer without gaps.
     *
     * @param tensors ranges by name, ascending
     */
    public static DecayGroups of(Map<String, Range> tensors, double decay, List<String> exempt) {
        List<Group> groups = new ArrayList<>();
        tensors.forEach((name, range) -> {
            double own = exempt.stream().anyMatch(name::contains) ? 0 : decay;
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && Double.compare(last.decay(), own) == 0) {
                Range joined = new Range(
                        last.range().start(), range.end() - last.range().start());
                groups.set(groups.size() - 1, new Group(joined, own));
            } else {
                groups.add(new Group(range, own));
            }
        });
        return new DecayGroups(groups);
    }
}
