package org.idem.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config check}: everything wrong with a configuration, as compilers say it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check configurations, also against the data sets that they name. Ends with 2 if one is wrong.")
final class ConfigCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Configurations in PLSC's YAML.")
    private List<Path> files;

    @Mixin
    private ConfigOptions options;

    ConfigCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean sound = true;
        for (Path file : files) {
            LoadedConfig loaded = options.read(file, ConfigReader.Files.MUST_EXIST);
            List<Problem> problems = new ArrayList<>(loaded.problems());
            if (loaded.config() != null) {
                problems.addAll(ConfigOptions.againstData(loaded, ConfigOptions.trainingSet(loaded)));
            }
            problems.forEach(problem -> console.say(problem.toString()));
            boolean wrong = problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
            if (!wrong) {
                console.out().println(file + ": no errors");
            }
            sound &= !wrong;
        }
        return sound ? 0 : Failures.BAD_INPUT;
    }
}
