package org.idem.config.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.config.DivergenceConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.schema.Defaults;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaValidator;
import org.idem.config.schema.TypedConfig;
import org.idem.config.yaml.ConfigNode;
import org.idem.config.yaml.EffectiveYaml;
import org.idem.config.yaml.SourceLocation;
import org.idem.config.yaml.SourceLocation.Origin;
import org.idem.config.yaml.YamlSource;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * Reads configs: YAML in PLSC's form plus overrides, checked against the {@link Schema}. What is wrong comes back as
 * problems with line and column, never as an exception.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /** What it means when a file that the config names is not there. */
    public enum Files {
        /** An error: the config is about to be used. */
        MUST_EXIST,
        /** A warning: the config is being written or looked at. */
        MAY_BE_MISSING,
        /** Nothing: the config is not in use, and its data may be elsewhere. */
        UNCHECKED
    }

    /** Reads a file whose data must be there; paths in it are relative to the current folder, as in PLSC. */
    public static LoadedConfig read(Path file, List<String> overrides) {
        return read(file, overrides, Files.MUST_EXIST);
    }

    /** Reads a file; paths in it are relative to the current folder. */
    public static LoadedConfig read(Path file, List<String> overrides, Files files) {
        return read(file, overrides, files, Path.of(""));
    }

    /** Reads a file; paths in it are relative to a folder. */
    public static LoadedConfig read(Path file, List<String> overrides, Files files, Path folder) {
        try {
            String text = readText(file);
            Optional<Problem> foreign = ForeignFile.explain(file, text);
            return foreign.isPresent() ? failed(file, foreign.get()) : parse(file, text, overrides, files, folder);
        } catch (InputException e) {
            return failed(file, e.problems().get(0));
        } catch (IOException e) {
            return failed(file, Problem.error(file, "", "Cannot be read: " + e.getMessage(), "check its permissions"));
        }
    }

    /**
     * The text of a config, in UTF-8 or, behind its mark, in UTF-16. What is no file, no text or larger than any config is
     * not read.
     *
     * @throws InputException that says what it is instead
     */
    public static String readText(Path file) throws IOException {
        return ConfigText.read(file);
    }

    /**
     * Whether a text is a config rather than some other YAML: it has sections of one at its top. Also true of a config that
     * is not sound.
     */
    public static boolean isConfig(String text) {
        return ConfigDetector.isConfig(text);
    }

    /** Reads a text that is being edited; a missing file is a warning. */
    public static LoadedConfig parse(Path file, String text, List<String> overrides) {
        return parse(file, text, overrides, Files.MAY_BE_MISSING, Path.of(""));
    }

    /**
     * Reads a config from a text; what is wrong with it is in the result's problems, nothing is thrown.
     *
     * @param file what problems name as its file
     * @param text YAML
     * @param overrides each {@code KEY=VALUE}, applied in order
     * @param files whether the files that it names must be there
     * @param folder what paths in it are relative to
     */
    public static LoadedConfig parse(Path file, String text, List<String> overrides, Files files, Path folder) {
        List<Problem> problems = new ArrayList<>();
        Optional<ConfigNode> tree = new YamlSource(file, Origin.FILE, problems).read(text);
        if (tree.isEmpty()) {
            return new LoadedConfig(file, null, problems, "", Map.of(), Map.of());
        }
        if (!(tree.get() instanceof ConfigNode.Section written)) {
            return failed(file, tree.get().place().error("", "A config is made of sections", "begin with Global:"));
        }
        ConfigNode.Section given = new Overrides(problems).apply(Defaults.fill(written), overrides);
        ConfigNode.Section complete = Defaults.derive(Defaults.fill(given));
        ConfigNode.Section typed = new SchemaValidator(problems).check(complete);
        TypedConfig values = new TypedConfig(typed);
        new ConsistencyChecks(values, problems).check();
        if (files != Files.UNCHECKED) {
            Problem.Severity severity = files == Files.MUST_EXIST ? Problem.Severity.ERROR : Problem.Severity.WARNING;
            new FileChecks(values, folder, severity, problems).check();
        }
        return loaded(file, typed, values, problems);
    }

    /** Section {@code Global.divergence} as it is where nobody wrote it: for runs that have no config. */
    public static DivergenceConfig divergenceDefaults() {
        List<Problem> problems = new ArrayList<>();
        ConfigNode.Section empty = (ConfigNode.Section) new YamlSource(Path.of("defaults"), Origin.FILE, problems)
                .read("Global: {}")
                .orElseThrow();
        ConfigNode.Section complete = Defaults.derive(Defaults.fill(empty));
        return new DivergenceBinder(new TypedConfig(new SchemaValidator(problems).check(complete))).bind();
    }

    private static LoadedConfig loaded(
            Path file, ConfigNode.Section typed, TypedConfig values, List<Problem> problems) {
        Comparator<Problem> order = Comparator.comparing((Problem p) -> p.file() == null)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column);
        problems.sort(order);
        boolean sound = problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        Map<String, String> origins = new LinkedHashMap<>();
        Map<String, TextPosition> positions = new LinkedHashMap<>();
        ConfigNode.leaves("", typed, (key, leaf) -> {
            SourceLocation place = leaf.place();
            origins.put(key, place.describe());
            if (place.origin() == Origin.FILE) {
                positions.put(key, new TextPosition(place.line(), place.column()));
            }
        });
        ExperimentConfig config = sound ? new Binder(values).bind() : null;
        return new LoadedConfig(file, config, problems, EffectiveYaml.write(typed), origins, positions);
    }

    private static LoadedConfig failed(Path file, Problem problem) {
        return new LoadedConfig(file, null, List.of(problem), "", Map.of(), Map.of());
    }
}
