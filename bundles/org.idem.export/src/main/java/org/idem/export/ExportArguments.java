package org.idem.export;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * What the exporter is asked for.
 *
 * @param run the run
 * @param checkpoint {@code latest}, {@code best} or a step
 * @param average whether the moving average of the weights is wanted; else the config decides
 * @param out the file to make
 * @param crops images to prove it on, at least {@link #LEAST_CROPS}
 * @param overwrite whether an existing file may be replaced
 */
record ExportArguments(Path run, String checkpoint, boolean average, Path out, int crops, boolean overwrite) {
    /** Fewer prove little. */
    static final int LEAST_CROPS = 256;

    private static final String USAGE =
            "--run DIR [--checkpoint STEP|latest|best] [--average] --out FILE [--crops N] [--force]";

    static ExportArguments parse(List<String> arguments) {
        Path run = null;
        Path out = null;
        String checkpoint = "latest";
        int crops = LEAST_CROPS;
        boolean average = false;
        boolean overwrite = false;
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--run" -> run = Path.of(value(word, words));
                case "--out" -> out = Path.of(value(word, words));
                case "--checkpoint" -> checkpoint = value(word, words);
                case "--average" -> average = true;
                case "--crops" -> crops = number(value(word, words));
                case "--force" -> overwrite = true;
                default -> throw wrong(word, "This is not understood");
            }
        }
        if (run == null || out == null) {
            throw wrong(run == null ? "--run" : "--out", "This is missing");
        }
        return new ExportArguments(run, checkpoint, average, out, crops, overwrite);
    }

    private static String value(String name, Iterator<String> words) {
        if (!words.hasNext()) {
            throw wrong(name, "Its value is missing");
        }
        return words.next();
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < LEAST_CROPS) {
            throw wrong("--crops", "A proof needs at least " + LEAST_CROPS + " crops, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static InputException wrong(String key, String message) {
        return new InputException(Problem.error(null, key, message, "give " + USAGE));
    }
}
