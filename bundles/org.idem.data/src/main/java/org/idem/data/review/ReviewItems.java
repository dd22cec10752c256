package org.idem.data.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.idem.data.inspect.Finding;
import org.idem.data.inspect.Unusual;

/** Makes questions of the findings of a check: one for each group of duplicates, one for each other finding. */
public final class ReviewItems {
    private static final Set<String> DUPLICATES = Set.of(Unusual.EXACT_DUPLICATE.word(), Unusual.NEAR_DUPLICATE.word());

    private ReviewItems() {}

    /** In the order of the findings; what is about no image and no identity is no question. */
    public static List<ReviewItem> of(List<Finding> findings) {
        Map<Object, List<Finding>> groups = new LinkedHashMap<>();
        Map<String, DuplicateKeys> keys = new HashMap<>();
        for (Finding finding : findings) {
            boolean isDuplicate = DUPLICATES.contains(finding.kind());
            if (isDuplicate) {
                keys.computeIfAbsent(finding.kind(), kind -> new DuplicateKeys())
                        .join(finding);
            }
        }
        for (Finding finding : findings) {
            DuplicateKeys group = keys.get(finding.kind());
            Object id = group == null ? finding : finding.kind() + "\t" + group.first(finding.key());
            if (!finding.key().isEmpty() || finding.label() >= 0) {
                groups.computeIfAbsent(id, one -> new ArrayList<>()).add(finding);
            }
        }
        return groups.values().stream().map(ReviewItems::item).toList();
    }

    private static ReviewItem item(List<Finding> group) {
        Finding first = group.get(0);
        return DUPLICATES.contains(first.kind()) ? duplicates(group) : single(first);
    }

    private static ReviewItem single(Finding finding) {
        List<Integer> identities = finding.label() < 0 ? List.of() : List.of(finding.label());
        List<String> keys = finding.key().isEmpty() ? List.of() : List.of(finding.key());
        return new ReviewItem(finding.kind(), identities, keys, keys, Double.NaN, finding.message());
    }

    /** Within an identity the first image has no finding and stays; across identities all have one. */
    private static ReviewItem duplicates(List<Finding> group) {
        Set<Integer> identities = new TreeSet<>();
        Set<String> found = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (Finding finding : group) {
            identities.add(finding.label());
            found.add(finding.key());
            others.addAll(finding.others());
        }
        Set<String> keys = new LinkedHashSet<>();
        if (identities.size() == 1) {
            others.stream().filter(key -> !found.contains(key)).forEach(keys::add);
        }
        keys.addAll(found);
        keys.addAll(others);
        Finding first = group.get(0);
        String more = keys.size() == 2 ? "" : ", in all " + keys.size() + " images";
        return new ReviewItem(
                first.kind(),
                List.copyOf(identities),
                List.copyOf(keys),
                List.copyOf(found),
                Double.NaN,
                first.message() + more);
    }

    /** Which keys belong together, since a finding names some of the others only. */
    private static final class DuplicateKeys {
        private final Map<String, String> parents = new HashMap<>();

        void join(Finding finding) {
            String root = first(finding.key());
            for (String other : finding.others()) {
                parents.put(first(other), root);
            }
        }

        String first(String key) {
            String at = key;
            for (String next = parents.get(at); next != null && !next.equals(at); next = parents.get(at)) {
                at = next;
            }
            return at;
        }
    }
}
