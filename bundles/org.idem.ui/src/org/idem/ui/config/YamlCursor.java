package org.idem.ui.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a config's tree a place in its text is, told from indentation alone, so that it works while the text is being
 * typed and is not yet sound.
 *
 * @param parent dotted key of the section that the line belongs to, with indexes for list entries; empty at the top
 * @param key key of the line, or what is typed of it
 * @param inValue whether the place is behind the colon
 * @param start where the key, or the value if {@code inValue}, begins in the text
 * @param typed text from {@code start} up to the place
 */
record YamlCursor(String parent, String key, boolean inValue, int start, String typed) {
    private static final Pattern LINE = Pattern.compile("^(\\s*)((?:-\\s+)*)(?:-$)?([\\w.]*)(\\s*:(?:\\s+|$))?(.*)$");

    private record Level(int indent, String name, boolean entry) {}

    /** The dotted key of the line. */
    String path() {
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static YamlCursor at(String text, int offset) {
        Deque<Level> levels = new ArrayDeque<>();
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        for (String line : text.substring(0, lineStart).split("\n")) {
            enter(levels, line);
        }
        int lineEnd = text.indexOf('\n', offset);
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
        return cursor(levels, line, lineStart, offset);
    }

    private static YamlCursor cursor(Deque<Level> levels, String line, int lineStart, int offset) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return new YamlCursor("", "", false, offset, "");
        }
        int indent = Math.max(parts.end(1), line.isBlank() ? offset - lineStart : 0);
        leave(levels, indent, !parts.group(2).isEmpty());
        for (int dash = 0; dash < parts.group(2).chars().filter(c -> c == '-').count(); dash++) {
            levels.push(new Level(indent + 2 * dash, "0", true));
        }
        boolean inValue = parts.group(4) != null && offset >= lineStart + parts.start(5);
        int start = lineStart + (inValue ? parts.start(5) : parts.start(3));
        String typed = offset <= start ? "" : line.substring(start - lineStart, offset - lineStart);
        return new YamlCursor(join(levels), parts.group(3), inValue, Math.min(start, offset), typed);
    }

    private static void enter(Deque<Level> levels, String line) {
        Matcher parts = LINE.matcher(line);
        if (line.isBlank() || line.strip().startsWith("#") || !parts.matches()) {
            return;
        }
        int indent = parts.end(1);
        boolean dashed = !parts.group(2).isEmpty();
        leave(levels, indent, dashed);
        if (dashed) {
            levels.push(new Level(indent, "0", true));
            indent = parts.start(3);
        }
        if (parts.group(4) != null) {
            levels.push(new Level(indent, parts.group(3), false));
        }
    }

    /** Closes what a line of this indentation is no part of; a list may stand as far left as its key. */
    private static void leave(Deque<Level> levels, int indent, boolean dashed) {
        while (!levels.isEmpty()) {
            Level top = levels.peek();
            boolean holds = top.indent() < indent || dashed && !top.entry() && top.indent() == indent;
            if (holds) {
                return;
            }
            levels.pop();
        }
    }

    private static String join(Deque<Level> levels) {
        StringBuilder path = new StringBuilder();
        levels.descendingIterator().forEachRemaining(level -> path.append(path.isEmpty() ? "" : ".")
                .append(level.name()));
        return path.toString();
    }
}
