package org.idem.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.recordio.MappedFile;

/** The lines of a large text file, kept in the file: one start offset each. Empty lines are left out. */
final class TextLines {
    private static final int MAX_LINE = 1 << 16;

    private final MappedFile file;
    private final long[] starts;
    private final int[] lengths;
    private final int[] numbers;

    private TextLines(MappedFile file, long[] starts, int[] lengths, int[] numbers) {
        this.file = file;
        this.starts = starts;
        this.lengths = lengths;
        this.numbers = numbers;
    }

    static TextLines open(Path path) {
        MappedFile file = MappedFile.open(path);
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8, file.size() / 16 + 16);
        long[] starts = new long[capacity];
        int[] lengths = new int[capacity];
        int[] numbers = new int[capacity];
        int count = 0;
        int number = 0;
        long next;
        for (long at = 0; at < file.size(); at = next) {
            long end = endOfLine(file, at);
            next = end + 1;
            number++;
            if (end > at && file.get(end - 1) == '\r') {
                end--;
            }
            if (end - at > MAX_LINE) {
                throw new InputException(problem(path, number, "The line has " + (end - at) + " bytes; no text file"));
            }
            if (end > at) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                    lengths = Arrays.copyOf(lengths, 2 * count);
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                starts[count] = at;
                lengths[count] = (int) (end - at);
                numbers[count++] = number;
            }
        }
        return new TextLines(file, Arrays.copyOf(starts, count), Arrays.copyOf(lengths, count), numbers);
    }

    private static long endOfLine(MappedFile file, long from) {
        long end = from;
        while (end < file.size() && file.get(end) != '\n') {
            end++;
        }
        return end;
    }

    Path path() {
        return file.path();
    }

    int size() {
        return starts.length;
    }

    String get(int index) {
        String line = StandardCharsets.UTF_8
                .decode(file.slice(starts[index], lengths[index]))
                .toString();
        return index == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** The tab-separated fields of a line. */
    String[] fields(int index) {
        return get(index).split("\t", -1);
    }

    /** Says what is wrong with a line. */
    InputException wrong(int index, String message) {
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
