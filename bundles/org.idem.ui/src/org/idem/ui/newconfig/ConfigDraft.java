package org.idem.ui.newconfig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.Problem;
import org.idem.plan.template.ConfigTemplate;
import org.idem.plan.template.NewConfig;
import org.idem.plan.template.NewConfigFile;

/**
 * A config as it would be written.
 *
 * @param file where to
 * @param yaml its text
 * @param problem why it cannot be written so, or what to know of it; null for nothing
 * @param writable whether it can be written
 */
record ConfigDraft(Path file, String yaml, String problem, boolean writable) {
    /** Makes the text and checks it as {@code config check} would; looks at the disk. */
    static ConfigDraft of(NewConfig config, Path file, Path folder) {
        String yaml = ConfigTemplate.yaml(config, folder);
        if (Files.exists(file)) {
            return new ConfigDraft(file, yaml, "There is a file of this name already; give another one.", false);
        }
        List<Problem> problems = NewConfigFile.problems(config, file, folder);
        Optional<Problem> error = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .findFirst();
        String words = error.or(() -> problems.stream().findFirst())
                .map(ConfigDraft::sentence)
                .orElse(null);
        return new ConfigDraft(file, yaml, words, error.isEmpty());
    }

    private static String sentence(Problem problem) {
        return problem.message() + (problem.remedy().isEmpty() ? "." : ": " + problem.remedy() + ".");
    }
}
