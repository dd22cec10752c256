package org.idem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.idem.config.DataConfig;
import org.idem.config.reader.ConfigCheck;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.devices.DeviceList;
import org.idem.plan.CardPlan;
import org.idem.plan.DatasetChecks;
import org.idem.plan.DatasetSize;
import org.idem.plan.Processes;
import org.idem.plan.TrainingPlan;
import picocli.CommandLine.Option;

/** Overrides of a configuration, and how it is read with them. */
final class ConfigOptions {
    @Option(
            names = {"-o", "--override"},
            paramLabel = "KEY=VALUE",
            description = "Override a value, such as Global.epochs=2 or Loss.Train.0.MarginLoss.m3=0.4. Repeatable.")
    private List<String> overrides = new ArrayList<>();

    /** Whether anything is overridden. */
    boolean isGiven() {
        return !overrides.isEmpty();
    }

    /** Overrides one more value, after those that were given. */
    void override(String keyAndValue) {
        overrides.add(keyAndValue);
    }

    /** Reads a configuration; what is wrong in it is in the result. */
    LoadedConfig read(Path file, ConfigReader.Files files) {
        return ConfigReader.read(file, overrides, files);
    }

    /**
     * A configuration that can be trained: sound in itself, in keeping with its training set, and with the memory of those
     * cards of this machine that it computes on. Warnings are said.
     *
     * @param here the processes that train on this machine; empty where others may, of whose cards nothing is known
     * @param survey of this machine
     * @throws InputException with every error
     */
    LoadedConfig require(Path file, Console console, Optional<Processes> here, Supplier<DeviceList> survey) {
        LoadedConfig loaded = read(file, ConfigReader.Files.MUST_EXIST);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        TrainingSet set = trainingSet(loaded);
        problems.addAll(againstData(loaded, set));
        requireNoError(problems);
        here.map(processes -> TrainingPlan.of(loaded.config(), set.size(), processes)).stream()
                .flatMap(plan -> againstCards(plan, survey))
                .map(loaded::located)
                .forEach(problems::add);
        requireNoError(problems);
        problems.forEach(problem -> console.say(problem.toString()));
        return loaded;
    }

    private static Stream<Problem> againstCards(TrainingPlan plan, Supplier<DeviceList> survey) {
        return CardPlan.of(plan, CardMemories.of(plan.config().global().device(), survey)).stream()
                .flatMap(card -> card.problem().stream());
    }

    /**
     * Lets warnings pass.
     *
     * @throws InputException with all problems, if one of them is an error
     */
    static void requireNoError(List<Problem> problems) {
        if (problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR)) {
            throw new InputException(problems);
        }
    }

    /** What keeps a configuration without errors and its training set from going together, each thing once. */
    static List<Problem> againstData(LoadedConfig loaded, TrainingSet set) {
        List<Problem> problems =
                new ArrayList<>(ConfigCheck.againstData(loaded, set.size().identities()));
        List<String> told = problems.stream().map(Problem::key).toList();
        TrainingPlan.check(loaded.require(), set.size()).stream()
                .filter(problem -> problem.file() != null || !told.contains(problem.key()))
                .map(loaded::located)
                .forEach(problems::add);
        problems.addAll(set.warnings());
        return problems;
    }

    /**
     * How many images and identities the training set has, and what is unusual about it.
     *
     * @throws InputException if the configuration has errors or the set cannot be opened
     */
    static TrainingSet trainingSet(LoadedConfig loaded) {
        DataConfig train = loaded.require().train();
        try (ImageDataset set = Datasets.openImages(train.path(), train.imageRoot(), train.exclude())) {
            return new TrainingSet(DatasetSize.of(set), DatasetChecks.warnings(loaded.require(), set));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + train.path(), e);
        }
    }
}
