package org.idem.data.recordio;

import org.idem.data.io.MappedFile;

/**
 * The lines of an index, one after the other, with a place that moves through the line. A block at a time is copied to the
 * heap, where bytes are read several times as fast as in a map. Not thread-safe.
 */
final class Lines {
    private static final int BLOCK = 1 << 16;
    /** No {@code long} has more that all are right. */
    private static final int MOST_DIGITS = 18;

    private final MappedFile file;
    private final byte[] block = new byte[BLOCK];
    private long read;
    private int held;
    private int next;
    private int place;
    private int end;
    private long number;

    Lines(MappedFile file, long from) {
        this.file = file;
        this.read = from;
    }

    /** Goes to the next line; a line longer than a block is several, of which none is right. */
    boolean next() {
        int newline = newline(next);
        if (newline < 0 && read < file.size()) {
            fill();
            newline = newline(0);
        }
        if (newline < 0 && next == held) {
            return false;
        }
        place = next;
        end = newline < 0 ? held : newline;
        next = newline < 0 ? held : newline + 1;
        if (end > place && block[end - 1] == '\r') {
            end--;
        }
        number++;
        return true;
    }

    private int newline(int from) {
        for (int i = from; i < held; i++) {
            if (block[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** What is left of the block moves to its beginning. */
    private void fill() {
        held -= next;
        System.arraycopy(block, next, block, 0, held);
        next = 0;
        int more = (int) Math.min(BLOCK - held, file.size() - read);
        file.slice(read, more).get(block, held, more);
        held += more;
        read += more;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    boolean isAtEnd() {
        return place == end;
    }

    /** Passes over a tab, if there is one at the place. */
    boolean tab() {
        boolean there = place < end && block[place] == '\t';
        place += there ? 1 : 0;
        return there;
    }

    /** Passes over the digits at the place; their number, or -1 if there is none or it is too large. */
    long digits() {
        int from = place;
        long value = 0;
        int count = 0;
        for (int digit; from + count < end && (digit = block[from + count] - '0') >= 0 && digit <= 9; count++) {
            value = value * 10 + digit;
        }
        place += count;
        return count == 0 || count > MOST_DIGITS ? -1 : value;
    }
}
