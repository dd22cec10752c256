package org.idem.run;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that trains the same as a run again. */
public final class RunCommandLine {
    private static final System.Logger LOG = System.getLogger(RunCommandLine.class.getName());
    /** Key of {@code launch.json} under which a run keeps the words that train the same again. */
    public static final String KEY = "command_line";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    private RunCommandLine() {}

    /** As it was started, where the run says so; else by the effective config that it keeps. Ready for a shell. */
    public static String of(RunDirectory run) {
        List<String> line = words(run);
        List<String> whole = line.isEmpty()
                ? List.of("./idem", "train", "-c", run.configFile().toString())
                : line;
        return whole.stream().map(RunCommandLine::quoted).collect(Collectors.joining(" "));
    }

    private static List<String> words(RunDirectory run) {
        List<String> words = new ArrayList<>();
        Path file = run.path().resolve("launch.json");
        if (Json.exists(file)) {
            try {
                Json.read(file).path(KEY).forEach(word -> words.add(word.asText()));
            } catch (UncheckedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "passed over", e);
            }
        }
        return words;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
