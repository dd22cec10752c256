package org.idem.config.reader;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.config.ExperimentConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A config as it was read, sound or not.
 *
 * @param file the file, or what the editor calls its text
 * @param config the experiment, or null when {@code problems} holds an error
 * @param problems errors and warnings in the order of the file, overrides last
 * @param effectiveYaml everything that counts, defaults and overrides included, in a form that reads back the same;
 *     empty when the text is no YAML
 * @param origins where each value comes from: dotted key to {@code file:line}, {@code override} or {@code default}
 * @param positions where each value that stands in the file begins, by dotted key
 */
public record LoadedConfig(
        Path file,
        ExperimentConfig config,
        List<Problem> problems,
        String effectiveYaml,
        Map<String, String> origins,
        Map<String, TextPosition> positions) {
    public LoadedConfig {
        problems = List.copyOf(problems);
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
    }

    /** The problems that forbid training. */
    public List<Problem> errors() {
        return problems.stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .toList();
    }

    /** A problem of a key, with the place in the file where its value stands; as it is where it stands in none. */
    public Problem located(Problem problem) {
        TextPosition at = problem.file() == null ? positions.get(problem.key()) : null;
        return at == null
                ? problem
                : new Problem(
                        problem.severity(),
                        file,
                        at.line(),
                        at.column(),
                        problem.key(),
                        problem.message(),
                        problem.remedy());
    }

    /**
     * Returns the experiment that the config describes.
     *
     * @throws InputException with every error, if there is one
     */
    public ExperimentConfig require() {
        if (config == null) {
            throw new InputException(errors());
        }
        return config;
    }
}
