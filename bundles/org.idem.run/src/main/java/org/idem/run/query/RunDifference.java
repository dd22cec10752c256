package org.idem.run.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** The keys whose values are not equal in all configurations, in the order of the configurations. Quick for very many. */
    public static List<String> keys(Collection<? extends Map<String, String>> configs) {
        Map<Object, List<Map<String, String>>> alike = new LinkedHashMap<>();
        for (Map<String, String> config : configs) {
            Object kind = config instanceof SharedConfigs.Shared shared ? shared.keys : config;
            alike.computeIfAbsent(kind, none -> new ArrayList<>()).add(config);
        }
        Set<String> all = new LinkedHashSet<>();
        Set<String> different = new HashSet<>();
        List<Map<String, String>> firsts = new ArrayList<>();
        for (List<Map<String, String>> group : alike.values()) {
            all.addAll(group.get(0).keySet());
            firsts.add(group.get(0));
            if (group.size() > 1) {
                addDifferent(group, different);
            }
        }
        for (String key : all) {
            if (firsts.stream().map(one -> one.get(key)).distinct().count() > 1) {
                different.add(key);
            }
        }
        return all.stream().filter(different::contains).toList();
    }

    private static void addDifferent(List<Map<String, String>> group, Set<String> different) {
        if (!(group.get(0) instanceof SharedConfigs.Shared first)) {
            return;
        }
        boolean[] differs = new boolean[first.values.length];
        for (Map<String, String> one : group) {
            String[] values = ((SharedConfigs.Shared) one).values;
            for (int i = 0; i < differs.length; i++) {
                // Equal values are the same object.
                differs[i] |= values[i] != first.values[i] && !values[i].equals(first.values[i]);
            }
        }
        for (int i = 0; i < differs.length; i++) {
            if (differs[i]) {
                different.add(first.keys.names.get(i));
            }
        }
    }

    private static String text(Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
