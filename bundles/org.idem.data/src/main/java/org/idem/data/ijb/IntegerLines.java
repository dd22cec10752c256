package org.idem.data.ijb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;

/** Reads a text of many million lines of a few whole numbers each, without a piece of text for any of them. */
final class IntegerLines {
    private static final int BUFFER = 1 << 20;
    private static final int LEAST_REPORTED = 1 << 24;

    private final Path file;
    private final int[] row;
    private final byte[] buffer = new byte[BUFFER];
    private int line = 1;
    private int fields;
    private long value = -1;

    private IntegerLines(Path file, int width) {
        this.file = file;
        this.row = new int[width];
    }

    /** Takes the numbers of a line; the array is the same each time. */
    @FunctionalInterface
    interface RowVisitor {
        void visit(int line, int[] row);
    }

    /**
     * Shows each line that is not blank.
     *
     * @param width numbers a line has, separated by spaces or tabs; each in [0, 2^31)
     * @throws InputException if a line has others
     */
    static void read(Path file, int width, RowVisitor visitor, Progress progress) {
        try (InputStream in = Files.newInputStream(file)) {
            new IntegerLines(file, width).read(in, visitor, Files.size(file), progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private void read(InputStream in, RowVisitor visitor, long size, Progress progress) throws IOException {
        long done = 0;
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                take(buffer[i], visitor);
            }
            done += count;
            progress.checkCancelled();
            if (size >= LEAST_REPORTED) {
                long read = done;
                progress.report((double) done / size, () -> Units.bytes(read) + " of pairs read");
            }
        }
        take((byte) '\n', visitor);
    }

    private void take(byte next, RowVisitor visitor) {
        if (next >= '0' && next <= '9') {
            value = 10 * Math.max(0, value) + next - '0';
            if (value > Integer.MAX_VALUE) {
                throw malformed("A number is too large");
            }
            return;
        }
        if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
            throw malformed("There is a byte that belongs to no number: " + (next & 0xff));
        }
        if (value >= 0) {
            if (fields == row.length) {
                throw malformed("There are more than " + row.length + " numbers");
            }
            row[fields++] = (int) value;
            value = -1;
        }
        if (next == '\n') {
            endLine(visitor);
        }
    }

    private void endLine(RowVisitor visitor) {
        if (fields == row.length) {
            visitor.visit(line, row);
        } else if (fields > 0) {
            throw malformed("There are " + fields + " numbers instead of " + row.length);
        }
        fields = 0;
        line++;
    }

    private InputException malformed(String message) {
        return malformed(file, line, message);
    }

    static InputException malformed(Path file, int line, String message) {
        return new InputException(new Problem(
                Problem.Severity.ERROR,
                file,
                line,
                0,
                "",
                message,
                "take the protocol's file as it was published: template, template, 0 or 1"));
    }
}
