package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.idem.data.ImageDataset;

/**
 * Images that show the same.
 *
 * @param members their indices, ascending, at least two
 * @param labels identity of an image by its index
 */
record DuplicateGroup(List<Integer> members, IntUnaryOperator labels) {
    private static final int MOST_OTHERS = 20;

    /** Whether they count for more than one identity: then one label at least is wrong. */
    boolean isAcrossIdentities() {
        return members.stream().mapToInt(labels::applyAsInt).distinct().count() > 1;
    }

    /**
     * A finding for each image that is one too many: all but the first within an identity, all where identities differ, since
     * nothing tells which label is right. The latter come first.
     *
     * @param same how the message begins, before the key of another image
     */
    static List<Finding> findings(List<DuplicateGroup> groups, ImageDataset set, Unusual kind, String same) {
        List<Finding> findings = new ArrayList<>();
        groups.stream()
                .sorted(Comparator.comparing((DuplicateGroup group) -> !group.isAcrossIdentities())
                        .thenComparing(group -> group.members().get(0)))
                .forEach(group -> group.addFindings(findings, set, kind, same));
        return findings;
    }

    private void addFindings(List<Finding> findings, ImageDataset set, Unusual kind, String same) {
        boolean across = isAcrossIdentities();
        int first = members.get(0);
        for (int index : members) {
            if (index == first && !across) {
                continue;
            }
            int label = labels.applyAsInt(index);
            int other = index == first ? members.get(1) : first;
            String message = same
                    + set.key(other)
                    + (across ? ", which is of identity " + labels.applyAsInt(other) + ", this of " + label : "");
            List<String> others = members.stream()
                    .filter(member -> member != index)
                    .limit(MOST_OTHERS)
                    .map(set::key)
                    .toList();
            findings.add(Finding.of(index, set.key(index), set.offset(index), kind, message, label)
                    .withOthers(others));
        }
    }
}
