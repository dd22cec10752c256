package org.idem.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;

/** What the trainer process was asked to do. */
sealed interface Arguments {
    /** Train a run, from its beginning or from its latest checkpoint. */
    record Train(Path run, boolean resume) implements Arguments {}

    /** Verify a checkpoint of a run on sets of pairs. */
    record Verify(Path run, String checkpoint, List<Path> sets, Path out) implements Arguments {}

    /**
     * Reads the command line.
     *
     * @throws InputException for anything that is not understood or missing
     */
    static Arguments parse(List<String> args) {
        Iterator<String> words = args.iterator();
        String command = words.hasNext() ? words.next() : "";
        Path run = null;
        Path out = null;
        String checkpoint = "latest";
        boolean resume = false;
        List<Path> sets = new ArrayList<>();
        boolean on = false;
        while (words.hasNext()) {
            String word = words.next();
            boolean option = word.startsWith("--");
            on = option ? word.equals("--on") : on;
            switch (word) {
                case "--run" -> run = Path.of(value(word, words));
                case "--out" -> out = Path.of(value(word, words));
                case "--checkpoint" -> checkpoint = value(word, words);
                case "--resume" -> resume = true;
                case "--on" -> sets.add(Path.of(value(word, words)));
                default -> {
                    if (option || !on) {
                        throw wrong(word, "Unknown argument " + word);
                    }
                    sets.add(Path.of(word));
                }
            }
        }
        if (run == null) {
            throw wrong("--run", "The run is missing");
        }
        return switch (command) {
            case "train" -> new Train(run, resume);
            case "verify" -> verify(run, checkpoint, sets, out);
            default -> throw wrong(command, "Unknown command '" + command + "'");
        };
    }

    private static Verify verify(Path run, String checkpoint, List<Path> sets, Path out) {
        if (sets.isEmpty() || out == null) {
            throw wrong("verify", "Verification needs --on and --out");
        }
        return new Verify(run, checkpoint, List.copyOf(sets), out);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw wrong(option, option + " needs a value");
        }
        return words.next();
    }

    private static InputException wrong(String key, String message) {
        return new InputException(Problem.error(
                null,
                key,
                message,
                "train --run DIR [--resume] | verify --run DIR [--checkpoint NAME] --on FILE... --out FOLDER"));
    }
}
