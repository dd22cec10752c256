package org.idem.run.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.idem.run.query.RunDifference;

/** Names for runs in a legend that say what differs between them. */
public final class RunLegend {
    private static final int MOST_KEYS = 3;

    private RunLegend() {}

    /**
     * A name for each run: the values of the first few keys that differ, or its own name where that does not tell it from
     * the others.
     *
     * @param names what the runs are called
     * @param configs their configurations by dotted key, as many
     */
    public static List<String> of(List<String> names, List<Map<String, String>> configs) {
        List<String> keys =
                RunDifference.keys(configs).stream().limit(MOST_KEYS).toList();
        List<String> legends = new ArrayList<>();
        for (Map<String, String> config : configs) {
            List<String> parts = new ArrayList<>();
            for (String key : keys) {
                parts.add(key.substring(key.lastIndexOf('.') + 1) + "=" + config.getOrDefault(key, "–"));
            }
            legends.add(String.join(", ", parts));
        }
        boolean telling = !keys.isEmpty() && new HashSet<>(legends).size() == legends.size();
        for (int i = 0; i < legends.size(); i++) {
            if (!telling) {
                legends.set(i, legends.get(i).isEmpty() ? names.get(i) : names.get(i) + ": " + legends.get(i));
            }
        }
        return legends;
    }
}
