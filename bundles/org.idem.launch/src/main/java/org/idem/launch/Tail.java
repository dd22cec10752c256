package org.idem.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of what a process prints, whatever the length of it. Thread-safe. */
final class Tail {
    private static final int LINES = 20;
    private static final int FILE_BYTES = 4096;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    /** The first lines of a file from a position on; empty if there are none. */
    static String headOfFile(Path file, long start) {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(FILE_BYTES, in.length() - start))];
            in.seek(start);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The last {@value #LINES} lines of a file from a position on; empty if there are none. */
    static String ofFile(Path file, long start) {
        long from = Math.max(start, file.toFile().length() - FILE_BYTES);
        Tail tail = new Tail();
        // The first line is cut where the file goes on before it.
        headOfFile(file, from).strip().lines().skip(from == start ? 0 : 1).forEach(tail::add);
        return tail.text();
    }
}
