package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.RunDirectory;
import org.idem.run.code.CodeDifference;
import org.idem.run.code.CodeRecord;
import org.idem.run.query.ConfigValues;
import org.idem.run.query.RunDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs diff}: what is not equal in the configs, environments, data and code of runs. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Say what differs between runs: config, environment, data, code.")
final class RunsDiffCommand implements Callable<Integer> {
    /** What an environment says of the data. */
    private static final Set<String> DATA =
            Set.of("training_set", "training_set_fingerprint", "images", "identities", "verification_sets");

    private final Console console;

    @Mixin
    private RunArguments arguments;

    @Mixin
    private JsonOption json;

    RunsDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RunDirectory> meant = arguments.open();
        if (meant.size() < 2) {
            throw new InputException(Problem.error(null, "RUN", "One run differs from nothing", "give two or more"));
        }
        List<RunDifference> config = RunDifference.of(
                meant.stream().map(run -> ConfigValues.read(run.configFile())).toList());
        List<RunDifference> environment = RunDifference.of(environments(meant, false));
        List<RunDifference> data = RunDifference.of(environments(meant, true));
        CodeDifference code = CodeDifference.of(
                meant.stream().map(RunDirectory::name).toList(),
                meant.stream().map(run -> CodeRecord.read(run).orElse(null)).collect(Collectors.toList()));
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            meant.forEach(run -> node.withArray("runs").add(run.name()));
            put(node.putArray("config"), config);
            put(node.putArray("environment"), environment);
            put(node.putArray("data"), data);
            put(node.putObject("code"), code);
            JsonOutput.print(console, node);
        } else {
            print("config", config);
            print("environment", environment);
            print("data", data);
            print(code);
        }
        return 0;
    }

    private static List<Map<String, Object>> environments(List<RunDirectory> meant, boolean data) {
        return meant.stream()
                .map(run -> run.environment().entrySet().stream()
                        .filter(entry -> DATA.contains(entry.getKey()) == data && entry.getValue() != null)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)))
                .map(map -> (Map<String, Object>) map)
                .toList();
    }

    private static void put(ArrayNode list, List<RunDifference> differences) {
        differences.forEach(one -> {
            ObjectNode node = list.addObject();
            node.put("key", one.key());
            one.values().forEach(node.putArray("values")::add);
        });
    }

    private static void put(ObjectNode node, CodeDifference code) {
        code.commits().forEach(node.putArray("commits")::add);
        node.put("patch", code.patch());
        ArrayNode untracked = node.putArray("untracked");
        code.untracked().forEach((path, values) -> {
            ObjectNode one = untracked.addObject();
            one.put("path", path);
            values.forEach(one.putArray("values")::add);
        });
    }

    private void print(CodeDifference code) {
        console.out().println("code" + (code.isAny() ? ":" : ": no difference"));
        if (code.commits().stream().distinct().count() > 1) {
            console.out()
                    .println("  commit: "
                            + code.commits().stream()
                                    .map(RunsDiffCommand::known)
                                    .collect(Collectors.joining(" | ")));
        }
        code.untracked().forEach((path, values) -> console.out()
                .println("  " + path + ": "
                        + values.stream().map(RunsDiffCommand::known).collect(Collectors.joining(" | "))));
        code.patch().lines().forEach(line -> console.out().println("  " + line));
    }

    private static String known(String value) {
        return value == null || value.isEmpty() ? "–" : value;
    }

    private void print(String what, List<RunDifference> differences) {
        console.out().println(what + (differences.isEmpty() ? ": no difference" : ":"));
        differences.forEach(one -> console.out()
                .println("  " + one.key() + ": "
                        + one.values().stream()
                                .map(value -> value == null ? "–" : value)
                                .collect(Collectors.joining(" | "))));
    }
}
