package org.idem.run.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In what the code of some runs differs.
 *
 * @param commits of each run, in their order; empty where it is not known
 * @param patch for each file that is not changed alike everywhere, the change that each run has; empty where all are alike
 * @param untracked by path the hashes of each run, of files that are not the same everywhere; null where a run has none
 */
public record CodeDifference(List<String> commits, String patch, Map<String, List<String>> untracked) {

    /** Compares runs; {@code names} are what they are called, {@code states} their code, null where it is not known. */
    public static CodeDifference of(List<String> names, List<CodeState> states) {
        List<String> commits = states.stream()
                .map(state -> state == null ? "" : state.commit())
                .toList();
        return new CodeDifference(commits, patches(names, states), untracked(states));
    }

    /** Whether there is any. */
    public boolean isAny() {
        return commits.stream().distinct().count() > 1 || !patch.isEmpty() || !untracked.isEmpty();
    }

    private static String patches(List<String> names, List<CodeState> states) {
        List<Map<String, String>> parts = states.stream()
                .map(state -> state == null ? Map.<String, String>of() : state.patchByFile())
                .toList();
        StringBuilder text = new StringBuilder();
        for (String file : keys(parts)) {
            if (parts.stream().map(one -> one.get(file)).distinct().count() > 1) {
                for (int i = 0; i < names.size(); i++) {
                    String part = parts.get(i).get(file);
                    text.append("# ").append(names.get(i)).append(": ").append(file);
                    text.append(part == null ? ": not changed\n" : "\n" + part);
                }
            }
        }
        return text.toString();
    }

    private static Map<String, List<String>> untracked(List<CodeState> states) {
        List<Map<String, String>> hashes = states.stream()
                .map(state -> state == null
                        ? Map.<String, String>of()
                        : state.untracked().stream()
                                .collect(Collectors.toMap(UntrackedFile::path, CodeDifference::mark, (a, b) -> a)))
                .toList();
        Map<String, List<String>> different = new LinkedHashMap<>();
        for (String file : keys(hashes)) {
            List<String> values = new ArrayList<>();
            hashes.forEach(one -> values.add(one.get(file)));
            if (values.stream().map(Objects::toString).distinct().count() > 1) {
                different.put(file, values);
            }
        }
        return different;
    }

    private static String mark(UntrackedFile file) {
        return file.sha256().isEmpty() ? file.bytes() + " bytes" : file.sha256();
    }

    private static TreeSet<String> keys(List<Map<String, String>> maps) {
        TreeSet<String> keys = new TreeSet<>();
        maps.forEach(map -> keys.addAll(map.keySet()));
        return keys;
    }
}
