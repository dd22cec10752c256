package org.idem.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that trains the same as a run again. */
public final class RunCommandLine {
    /** Key of the environment under which a run keeps the words that it was started with. */
    public static final String KEY = "command_line";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    private RunCommandLine() {}

    /** As it was started, where the run says so; else by the effective config that it keeps. Ready for a shell. */
    public static String of(RunDirectory run) {
        Object words = run.environment().get(KEY);
        List<String> line = words instanceof List<?> list && !list.isEmpty()
                ? list.stream().map(String::valueOf).toList()
                : List.of("./idem", "train", "-c", run.configFile().toString());
        return line.stream().map(RunCommandLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
