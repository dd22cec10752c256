package org.idem.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config show}: what counts in the end, and where it comes from. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a configuration with all defaults and overrides: what a training would use.")
final class ConfigShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Configuration in PLSC's YAML.")
    private Path file;

    @Option(names = "--origins", description = "List every key with its origin, meaning and range instead.")
    private boolean origins;

    @Mixin
    private ConfigOptions options;

    ConfigShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LoadedConfig loaded = options.read(file, ConfigReader.Files.MAY_BE_MISSING);
        loaded.problems().forEach(problem -> console.say(problem.toString()));
        if (loaded.config() == null) {
            return Failures.BAD_INPUT;
        }
        if (origins) {
            loaded.origins().entrySet().forEach(this::describe);
        } else {
            console.out().print(loaded.effectiveYaml());
        }
        return 0;
    }

    private void describe(Map.Entry<String, String> origin) {
        SchemaKey key = Schema.find(origin.getKey()).orElse(null);
        StringBuilder text = new StringBuilder(origin.getKey());
        text.append("  (").append(origin.getValue()).append(')');
        if (key != null) {
            text.append("  ").append(key.help());
            if (!key.range().isEmpty()) {
                text.append("  ").append(key.range());
            }
            if (!key.unit().isEmpty()) {
                text.append("  [").append(key.unit()).append(']');
            }
        }
        console.out().println(text);
    }
}
