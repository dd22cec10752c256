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
import org.idem.run.query.ConfigValues;
import org.idem.run.query.RunDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runs diff}: what is not equal in the configs, environments and data of runs. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Say what differs between runs: config, environment, data.")
final class RunsDiffCommand implements Callable<Integer> {
    /** What an environment says of the data. */
    private static final Set<String> DATA = Set.of("training_set", "images", "identities", "verification_sets");

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
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            meant.forEach(run -> node.withArray("runs").add(run.name()));
            put(node.putArray("config"), config);
            put(node.putArray("environment"), environment);
            put(node.putArray("data"), data);
            JsonOutput.print(console, node);
        } else {
            print("config", config);
            print("environment", environment);
            print("data", data);
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

    private void print(String what, List<RunDifference> differences) {
        console.out().println(what + (differences.isEmpty() ? ": no difference" : ":"));
        differences.forEach(one -> console.out()
                .println("  " + one.key() + ": "
                        + one.values().stream()
                                .map(value -> value == null ? "–" : value)
                                .collect(Collectors.joining(" | "))));
    }
}
