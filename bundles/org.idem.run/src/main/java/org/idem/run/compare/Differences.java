package org.idem.run.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.idem.run.RunDirectory;
import org.idem.run.code.CodeDifference;
import org.idem.run.code.CodeRecord;
import org.idem.run.code.CodeState;
import org.idem.run.query.RunDifference;

/** What is not equal in the configs, environments, data and code of runs. */
public final class Differences {
    /** What an environment says of the data. */
    private static final Set<String> DATA =
            Set.of("training_set", "training_set_fingerprint", "images", "identities", "verification_sets");

    private Differences() {}

    /**
     * Something that differs.
     *
     * @param kind config, environment, data or code
     * @param values of each run, in their order; a dash where it has none
     */
    public record Difference(String kind, String key, List<String> values) {}

    /**
     * Reads environments and code of runs and compares them.
     *
     * @param configs configuration of each by dotted key
     */
    public static List<Difference> of(List<RunDirectory> runs, List<Map<String, String>> configs) {
        List<Difference> all = new ArrayList<>();
        RunDifference.of(configs).forEach(one -> all.add(difference("config", one)));
        List<Map<String, Object>> environments =
                runs.stream().map(RunDirectory::environment).toList();
        for (boolean data : new boolean[] {true, false}) {
            RunDifference.of(environments.stream()
                            .map(environment -> part(environment, data))
                            .toList())
                    .forEach(one -> all.add(difference(data ? "data" : "environment", one)));
        }
        addCode(runs, all);
        return all;
    }

    private static Map<String, Object> part(Map<String, Object> environment, boolean data) {
        Map<String, Object> part = new TreeMap<>();
        environment.forEach((key, value) -> {
            if (value != null && DATA.contains(key) == data) {
                part.put(key, value);
            }
        });
        return part;
    }

    private static void addCode(List<RunDirectory> runs, List<Difference> all) {
        List<CodeState> states = new ArrayList<>();
        runs.forEach(run -> states.add(CodeRecord.read(run).orElse(null)));
        CodeDifference code =
                CodeDifference.of(runs.stream().map(RunDirectory::name).toList(), states);
        if (code.commits().stream().distinct().count() > 1) {
            all.add(new Difference("code", "commit", code.commits()));
        }
        List<String> patches = states.stream()
                .map(state -> state == null || !state.isDirty()
                        ? ""
                        : String.join(", ", state.patchByFile().keySet()))
                .toList();
        if (!code.patch().isEmpty()) {
            all.add(new Difference("code", "changed files", patches));
        }
        code.untracked().forEach((path, values) -> all.add(new Difference("code", path, texts(values))));
    }

    private static Difference difference(String kind, RunDifference one) {
        return new Difference(kind, one.key(), texts(one.values()));
    }

    private static List<String> texts(List<String> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(Objects.requireNonNullElse(value, "–")));
        return Collections.unmodifiableList(texts);
    }
}
