package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.List;

/** Makes one finding of many that are alike. */
public final class FindingGroups {
    /** Fewer are clearer one by one. */
    private static final int LEAST = 10;

    private FindingGroups() {}

    /** The findings, in their order, with those of one kind about at least ten images in a row made one. */
    public static List<Finding> of(List<Finding> findings) {
        List<Finding> grouped = new ArrayList<>();
        int from = 0;
        while (from < findings.size()) {
            int end = from + 1;
            while (end < findings.size() && follows(findings.get(end - 1), findings.get(end))) {
                end++;
            }
            if (end - from >= LEAST) {
                grouped.add(findings.subList(from + 1, end).stream().reduce(findings.get(from), Finding::upTo));
            } else {
                grouped.addAll(findings.subList(from, end));
            }
            from = end;
        }
        return grouped;
    }

    private static boolean follows(Finding before, Finding next) {
        return next.index() >= 0
                && next.index() == before.index() + 1
                && next.kind().equals(before.kind());
    }
}
