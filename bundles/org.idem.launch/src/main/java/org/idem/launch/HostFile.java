package org.idem.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * A list of machines as Open MPI's host files have it: a name a line, {@code slots=N} behind it, {@code #} before what is for
 * people. A machine without slots takes one rank.
 */
final class HostFile {
    private static final int LONGEST = 1 << 20;
    private static final Pattern NAME = Pattern.compile("(?:[\\w.-]+@)?[\\w.:\\[\\]-]+");
    private static final Pattern SLOTS = Pattern.compile("slots\\s*=\\s*(\\d{1,6})");
    private static final Pattern REST = Pattern.compile("(?:max[-_]slots|slots)\\s*=\\s*\\d{1,6}");

    private HostFile() {}

    /**
     * The machines of a file, in its order.
     *
     * @throws InputException if it cannot be read, names none, or has a line that is none of these
     */
    static List<RankHost> read(Path file) {
        List<RankHost> hosts = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                hosts.add(host(file, number, text));
            }
        }
        if (hosts.isEmpty()) {
            throw wrong(file, 0, "This file names no machine");
        }
        return hosts;
    }

    private static List<String> lines(Path file) {
        try {
            return BoundedFiles.readText(file, LONGEST).lines().toList();
        } catch (IOException e) {
            throw wrong(file, 0, "The list of machines cannot be read: " + e.getMessage());
        }
    }

    private static RankHost host(Path file, int line, String text) {
        String name = text.split("\\s+", 2)[0];
        String rest = text.substring(name.length()).strip();
        Matcher slots = SLOTS.matcher(rest);
        int count = slots.find() ? Integer.parseInt(slots.group(1)) : 1;
        boolean understood = NAME.matcher(name).matches()
                && REST.matcher(rest).replaceAll("").isBlank()
                && count > 0;
        if (!understood) {
            throw wrong(file, line, "This is no machine with its slots: " + text);
        }
        return new RankHost(name, count);
    }

    private static InputException wrong(Path file, int line, String message) {
        return new InputException(new Problem(
                Problem.Severity.ERROR,
                file,
                line,
                0,
                "--hosts",
                message,
                "write a name a line, as Open MPI's host files have it: node1 slots=2"));
    }
}
