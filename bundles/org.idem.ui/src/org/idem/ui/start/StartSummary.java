package org.idem.ui.start;

import java.util.ArrayList;
import java.util.List;
import org.idem.core.Units;
import org.idem.ui.folder.FolderContents;

/** One sentence on what was found. */
final class StartSummary {
    private StartSummary() {}

    static String of(FolderContents found, int runs) {
        List<String> parts = new ArrayList<>();
        add(parts, runs, "run", "runs");
        add(parts, found.configs().size(), "config", "configs");
        add(parts, found.sets().size(), "data set", "data sets");
        add(parts, found.pairs().size(), "verification set", "verification sets");
        if (parts.isEmpty()) {
            return "Nothing to train with was found.";
        }
        int last = parts.size() - 1;
        String all = last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
        return "Found " + all + ".";
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(Units.count(count) + " " + (count == 1 ? one : many));
        }
    }
}
