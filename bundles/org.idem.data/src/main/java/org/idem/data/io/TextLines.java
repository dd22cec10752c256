package org.idem.data.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The lines of a large UTF-8 text file, kept in the file: three numbers each. Empty lines are left out; the others are
 * numbered from 0. Thread-safe.
 */
public final class TextLines {
    private static final int MAX_LINE = 1 << 16;

    private final MappedFile file;
    private long[] starts;
    private int[] lengths;
    private int[] numbers;
    private int size;

    private TextLines(MappedFile file, int capacity) {
        this.file = file;
        this.starts = new long[capacity];
        this.lengths = new int[capacity];
        this.numbers = new int[capacity];
    }

    /**
     * Finds the lines.
     *
     * @throws InputException if a line is too long for text
     */
    public static TextLines open(Path path) {
        MappedFile file = MappedFile.open(path);
        TextLines lines = new TextLines(file, (int) Math.min(Integer.MAX_VALUE - 8, file.size() / 16 + 16));
        int number = 0;
        for (long at = 0, end; at < file.size(); at = end + 1) {
            end = endOfLine(file, at);
            lines.add(at, end > at && file.get(end - 1) == '\r' ? end - 1 : end, ++number);
        }
        lines.trim();
        return lines;
    }

    private void add(long from, long to, int number) {
        if (to - from > MAX_LINE) {
            throw new InputException(problem(path(), number, "The line has " + (to - from) + " bytes; no text file"));
        }
        if (to == from) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        starts[size] = from;
        lengths[size] = (int) (to - from);
        numbers[size++] = number;
    }

    private void trim() {
        starts = Arrays.copyOf(starts, size);
        lengths = Arrays.copyOf(lengths, size);
        numbers = Arrays.copyOf(numbers, size);
    }

    private static long endOfLine(MappedFile file, long from) {
        long end = from;
        while (end < file.size() && file.get(end) != '\n') {
            end++;
        }
        return end;
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** Number of lines that are not empty. */
    public int size() {
        return size;
    }

    /** A line without its end and, in the first, without a byte order mark. */
    public String get(int index) {
        String line = StandardCharsets.UTF_8
                .decode(file.slice(starts[index], lengths[index]))
                .toString();
        return index == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** The tab-separated fields of a line. */
    public String[] fields(int index) {
        return get(index).split("\t", -1);
    }

    /** The line's number in the file, counted from 1, empty lines too. */
    public int number(int index) {
        return numbers[index];
    }

    /** What tells the user that a line is malformed, and why. */
    public InputException malformed(int index, String message) {
        return new InputException(problem(path(), numbers[index], message));
    }

    private static Problem problem(Path path, int line, String message) {
        return new Problem(
                Problem.Severity.ERROR,
                path,
                line,
                0,
                "",
                message,
                "Each line is path<TAB>label, or path1<TAB>path2<TAB>0|1 in a list of pairs");
    }
}
