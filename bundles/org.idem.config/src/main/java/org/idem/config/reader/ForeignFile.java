package org.idem.config.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.idem.core.Problem;

/** Files of other programs that are given as configs, told for what they are instead of key by key. */
enum ForeignFile {
    COMPOSE("a file of Docker Compose", Set.of("services")),
    WORKFLOW("a workflow of GitHub", Set.of("on", "jobs")),
    PIPELINE("a pipeline of GitLab", Set.of("stages")),
    KUBERNETES("an object of Kubernetes", Set.of("apiVersion", "kind")),
    CONDA("an environment of Conda", Set.of("dependencies")),
    HOOKS("a configuration of pre-commit", Set.of("repos")),
    PLAYBOOK("a playbook of Ansible", Set.of("hosts")),
    RUN_STATUS("JSON that a run holds", Set.of("state", "heartbeat"));

    private static final int NAMED = 5;
    private static final String REMEDY =
            "a config has the sections Global, Model, Loss, LRScheduler, Optimizer and DataLoader; ./idem config show"
                    + " configs/quickstart.yaml shows one";

    private final String words;
    private final Set<String> keys;

    ForeignFile(String words, Set<String> keys) {
        this.words = words;
        this.keys = keys;
    }

    /** What a file is that is no config; empty if it is one, also one with faults. */
    static Optional<Problem> explain(Path file, String text) {
        if (ArcfaceTorchConfig.isPython(file)) {
            return Optional.of(ArcfaceTorchConfig.explain(file, text));
        }
        if (ConfigDetector.isConfig(text)) {
            return Optional.empty();
        }
        if (text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"))) {
            return Optional.of(problem(file, "The file is empty"));
        }
        List<String> keys = ConfigDetector.topKeys(text);
        for (ForeignFile foreign : values()) {
            if (keys.containsAll(foreign.keys)) {
                return Optional.of(problem(file, "This is " + foreign.words + ", no training config"));
            }
        }
        return Optional.of(problem(file, "This is no training config: " + reason(text, keys)));
    }

    private static String reason(String text, List<String> keys) {
        if (keys.isEmpty()) {
            String begin = text.strip();
            boolean list = begin.startsWith("- ") || begin.startsWith("[");
            return list ? "it is a list, not sections" : "it has no sections";
        }
        String first = String.join(", ", keys.subList(0, Math.min(NAMED, keys.size())));
        return "it begins with " + first + (keys.size() > NAMED ? " and " + (keys.size() - NAMED) + " other keys" : "");
    }

    private static Problem problem(Path file, String message) {
        return new Problem(Problem.Severity.ERROR, file, 1, 1, "", message, REMEDY);
    }
}
