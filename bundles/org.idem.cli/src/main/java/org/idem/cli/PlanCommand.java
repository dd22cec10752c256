package org.idem.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.MachineMemory;
import org.idem.core.Problem;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.plan.CardMemory;
import org.idem.plan.CardPlan;
import org.idem.plan.MemoryPlan;
import org.idem.plan.Processes;
import org.idem.plan.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what a training will do and take, before it runs. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Say what a training would do before it runs: steps, learning rate, division over workers, memory by part.",
            "With --json, step_seconds and images_per_second are null: nothing was measured here. wire_bytes are those"
                    + " that a worker sends in a step; on one machine they go through its memory."
        })
final class PlanCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<DeviceList> survey;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration in PLSC's YAML.")
    private Path file;

    @Option(names = "--devices", paramLabel = "N", description = "Workers, instead of Global.devices.")
    private Integer devices;

    @Option(
            names = "--ranks",
            paramLabel = "N",
            description = "Processes on this machine, each with that many workers, as train --ranks starts them.")
    private int ranks = 1;

    @Option(
            names = "--card",
            paramLabel = "GIB",
            description =
                    "Plan for cards with this much memory, one for each worker, instead of those of this machine.")
    private Double card;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    PlanCommand(Console console, Supplier<DeviceList> survey) {
        this.console = console;
        this.survey = survey;
    }

    @Override
    public Integer call() {
        if (devices != null) {
            options.override("Global.devices=" + devices);
        }
        if (card != null) {
            options.override("Global.device=gpu");
        }
        LoadedConfig loaded = options.read(file, ConfigReader.Files.MUST_EXIST);
        TrainingSet set = ConfigOptions.trainingSet(loaded);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(ConfigOptions.againstData(loaded, set));
        ConfigOptions.requireNoError(problems);
        problems.forEach(problem -> console.say(problem.toString()));
        TrainingPlan plan = TrainingPlan.of(loaded.config(), set.size(), processes());
        List<CardPlan> cards = CardPlan.of(plan, cards(plan));
        PlanOutput output = new PlanOutput(plan, MemoryPlan.of(plan, MachineMemory.bytes()), cards);
        if (json.isSet()) {
            JsonOutput.print(console, output.json());
        } else {
            output.lines().forEach(console.out()::println);
        }
        return 0;
    }

    private Processes processes() {
        if (ranks < 1) {
            throw new InputException(
                    Problem.error(null, "--ranks", "A training of " + ranks + " ranks", "give a number from 1"));
        }
        return new Processes(ranks, ranks, 0);
    }

    private List<CardMemory> cards(TrainingPlan plan) {
        if (card == null) {
            return CardMemories.of(plan.config().global().device(), survey);
        }
        if (!(card > 0)) {
            throw new InputException(
                    Problem.error(null, "--card", "A card has more than " + card + " GiB", "give 24, 40 or 80"));
        }
        long bytes = (long) (card * (1L << 30));
        int largest = plan.config().global().cards().stream()
                .mapToInt(number -> number + 1)
                .max()
                .orElse(plan.workersPerProcess() * plan.processes().onThisMachine());
        return IntStream.range(0, largest)
                .mapToObj(number -> new CardMemory(ComputeDevice.card(number), "", bytes, bytes))
                .toList();
    }
}
