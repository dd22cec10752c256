package org.idem.data.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The lines of a large UTF-8 text file, kept in the file: of every sixteenth line its place is remembered, and the others
 * are found from there. Empty lines are left out; the others are numbered from 0. Thread-safe.
 */
public final class TextLines {
    private static final int MAX_LINE = 1 << 16;
    private static final int STRIDE = 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};

    private final MappedFile file;
    private long[] places = new long[1024];
    private int size;

    private TextLines(MappedFile file) {
        this.file = file;
    }

    /** Takes the lines of a file in order. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * The next line that is not empty.
         *
         * @param number its number in the file, counted from 1, empty lines too
         * @param line without its end
         */
        void visit(int number, String line);
    }

    /**
     * Opens a text and finds where its lines begin.
     *
     * @throws InputException if a line is too long for text
     */
    public static TextLines open(Path path) {
        return read(path, (number, line) -> {}, false);
    }

    /**
     * Finds the lines and shows each to the visitor, in one pass over the file.
     *
     * @throws InputException if a line is too long for text
     */
    public static TextLines read(Path path, Visitor visitor) {
        return read(path, visitor, true);
    }

    /** The first line that is not empty; empty if there is none or it is no text. Reads no further. */
    public static String first(Path path) {
        MappedFile file = MappedFile.open(path);
        return file.read(() -> first(file));
    }

    private static String first(MappedFile file) {
        for (long at = start(file), end; at < file.size(); at = end + 1) {
            end = endOfLine(file, at, Math.min(file.size(), at + MAX_LINE + 1));
            if (withoutReturn(file, at, end) > at) {
                return end - at > MAX_LINE ? "" : text(file, at, end);
            }
        }
        return "";
    }

    private static TextLines read(Path path, Visitor visitor, boolean shows) {
        MappedFile file = MappedFile.open(path);
        return file.read(() -> read(file, visitor, shows));
    }

    private static void requireNoUtf16(MappedFile file) {
        if (file.startsWith(UTF_16_LITTLE) || file.startsWith(UTF_16_BIG)) {
            throw new InputException(
                    Problem.error(file.path(), "", "The text is UTF-16, as some editors save it", "Save it as UTF-8"));
        }
    }

    private static TextLines read(MappedFile file, Visitor visitor, boolean shows) {
        requireNoUtf16(file);
        TextLines lines = new TextLines(file);
        int number = 0;
        for (long at = start(file), end; at < file.size(); at = end + 1) {
            end = endOfLine(file, at, file.size());
            number++;
            if (withoutReturn(file, at, end) > at) {
                lines.add(at, end, number);
                if (shows) {
                    visitor.visit(number, text(file, at, end));
                }
            }
        }
        lines.places = Arrays.copyOf(lines.places, (lines.size + STRIDE - 1) / STRIDE);
        return lines;
    }

    private void add(long from, long to, int number) {
        if (to - from > MAX_LINE) {
            throw malformed(number, "The line has " + (to - from) + " bytes; no text file");
        }
        if (size % STRIDE == 0) {
            int place = size / STRIDE;
            if (place == places.length) {
                places = Arrays.copyOf(places, place + place / 2);
            }
            places[place] = from;
        }
        size++;
    }

    private static long start(MappedFile file) {
        return file.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    }

    private static long endOfLine(MappedFile file, long from, long limit) {
        long end = from;
        while (end < limit && file.get(end) != '\n') {
            end++;
        }
        return end;
    }

    private static long withoutReturn(MappedFile file, long from, long end) {
        return end > from && file.get(end - 1) == '\r' ? end - 1 : end;
    }

    private static String text(MappedFile file, long from, long end) {
        int length = (int) (withoutReturn(file, from, end) - from);
        return StandardCharsets.UTF_8.decode(file.slice(from, length)).toString();
    }

    /** Returns the path of the file. */
    public Path path() {
        return file.path();
    }

    /** Number of lines that are not empty. */
    public int size() {
        return size;
    }

    /**
     * A line without its end and, in the first, without a byte order mark.
     *
     * @throws FileCutException if the file is shorter than it was
     */
    public String get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return file.read(() -> find(index));
    }

    private String find(int index) {
        file.requireWhole();
        long at = places[index / STRIDE];
        int left = index % STRIDE;
        while (true) {
            long end = endOfLine(file, at, file.size());
            if (withoutReturn(file, at, end) > at && left-- == 0) {
                return text(file, at, end);
            }
            at = end + 1;
        }
    }

    /** The tab-separated fields of a line. */
    public String[] fields(int index) {
        return get(index).split("\t", -1);
    }

    /**
     * What tells the user that a line is malformed, and why.
     *
     * @param number its number in the file, counted from 1
     */
    public static InputException malformed(Path path, int number, String message) {
        return new InputException(new Problem(
                Problem.Severity.ERROR,
                path,
                number,
                0,
                "",
                message,
                "Each line is path<TAB>label, or path1<TAB>path2<TAB>0|1 in a list of pairs"));
    }

    private InputException malformed(int number, String message) {
        return malformed(path(), number, message);
    }
}
