package org.idem.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.train.Arguments.Train;
import org.idem.train.Arguments.Verify;

/** Reads the trainer's command line word by word. */
final class CommandLine {
    private static final String RUN = "--run";
    private static final String OUT = "--out";
    private static final String CHECKPOINT = "--checkpoint";
    private static final String ON = "--on";

    private final Map<String, String> values = new HashMap<>();
    private final List<Path> sets = new ArrayList<>();
    private boolean resume;
    private String open = "";

    private CommandLine() {}

    /**
     * Understands the words.
     *
     * @throws InputException for anything that is not known or missing
     */
    static Arguments parse(List<String> words) {
        CommandLine line = new CommandLine();
        words.stream().skip(1).forEach(line::take);
        line.closeOption();
        Path run = Path.of(line.required(RUN));
        String command = words.get(0);
        return switch (command) {
            case "train" -> new Train(run, line.resume);
            case "verify" -> new Verify(
                    run,
                    line.values.getOrDefault(CHECKPOINT, "latest"),
                    line.requiredSets(),
                    Path.of(line.required(OUT)));
            default -> throw wrong(command, "Unknown command '" + command + "'");
        };
    }

    private void take(String word) {
        if (word.startsWith("--")) {
            closeOption();
            openOption(word);
        } else if (open.equals(ON)) {
            sets.add(Path.of(word));
        } else if (!open.isEmpty()) {
            values.put(open, word);
            open = "";
        } else {
            throw wrong(word, "Unknown argument " + word);
        }
    }

    private void openOption(String word) {
        switch (word) {
            case RUN, OUT, CHECKPOINT, ON -> open = word;
            case "--resume" -> resume = true;
            default -> throw wrong(word, "Unknown argument " + word);
        }
    }

    private void closeOption() {
        if (!open.isEmpty() && (!open.equals(ON) || sets.isEmpty())) {
            throw wrong(open, open + " needs a value");
        }
        open = "";
    }

    private String required(String option) {
        String value = values.get(option);
        if (value == null) {
            throw wrong(option, option + " is missing");
        }
        return value;
    }

    private List<Path> requiredSets() {
        if (sets.isEmpty()) {
            throw wrong(ON, ON + " is missing");
        }
        return List.copyOf(sets);
    }

    private static InputException wrong(String key, String message) {
        return new InputException(Problem.error(
                null,
                key,
                message,
                "train --run DIR [--resume] | verify --run DIR [--checkpoint NAME] --on FILE... --out FOLDER"));
    }
}
