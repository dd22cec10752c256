package org.idem.run.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A key of which runs have different values.
 *
 * @param key of a config or an environment
 * @param values of each run, in their order; null where a run has none
 */
public record RunDifference(String key, List<String> values) {
    public RunDifference {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The keys that are not equal everywhere, sorted. */
    public static List<RunDifference> of(List<? extends Map<String, ?>> runs) {
        TreeSet<String> keys = new TreeSet<>();
        runs.forEach(run -> keys.addAll(run.keySet()));
        return keys.stream()
                .map(key -> new RunDifference(
                        key,
                        Arrays.asList(
                                runs.stream().map(run -> text(run.get(key))).toArray(String[]::new))))
                .filter(difference -> difference.values().stream().distinct().count() > 1)
                .toList();
    }

    private static String text(Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
