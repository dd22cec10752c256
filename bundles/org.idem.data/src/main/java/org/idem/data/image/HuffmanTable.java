package org.idem.data.image;

import java.util.Arrays;

/**
 * A code of JPEG (ITU-T T.81, annex C), ready to be read: one look at the next bits gives the run of zeros, the length of
 * the number that follows, and the number itself where it is short enough.
 *
 * <p>An entry holds, from the highest bit: 16 bits value (0 if it is still to be read), 4 bits size of the number still to
 * be read, 4 bits run, 8 bits used up. No entry is 0.
 */
final class HuffmanTable {
    /** Bits of one look. */
    static final int LOOK = 10;

    private static final int LONGEST = 16;

    private final byte[] definition;
    private final int[] entries = new int[1 << LOOK];
    private final int[] ends = new int[LONGEST + 1];
    private final int[] firsts = new int[LONGEST + 1];

    private HuffmanTable(byte[] definition) {
        this.definition = definition;
    }

    /**
     * Reads a definition: sixteen counts, then the symbols. Null if it is none.
     *
     * @param known a table that is given back if it has the same definition, or null
     */
    static HuffmanTable of(byte[] data, int at, int limit, HuffmanTable known) {
        int symbols = 0;
        for (int i = 0; i < LONGEST && at + i < limit; i++) {
            symbols += data[at + i] & 0xff;
        }
        int end = at + LONGEST + symbols;
        if (end > limit || symbols > 256) {
            return null;
        }
        if (known != null && Arrays.equals(known.definition, 0, known.length(), data, at, end)) {
            return known;
        }
        HuffmanTable table = new HuffmanTable(Arrays.copyOfRange(data, at, end));
        return table.build() ? table : null;
    }

    /** Bytes of the definition. */
    int length() {
        return definition.length;
    }

    /** Whether it can code means: sizes of numbers without runs. */
    boolean isForMeans() {
        for (int i = LONGEST; i < definition.length; i++) {
            if ((definition[i] & 0xf0) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean build() {
        int code = 0;
        int symbol = LONGEST;
        for (int length = 1; length <= LONGEST; length++) {
            int count = definition[length - 1] & 0xff;
            if (count > 0 && code + count >= 1 << length) {
                // No code may be all ones.
                return false;
            }
            firsts[length] = symbol - code;
            ends[length] = code + count;
            for (int i = 0; i < count && length <= LOOK; i++) {
                enter(code + i, length, definition[symbol + i] & 0xff);
            }
            symbol += count;
            code = code + count << 1;
        }
        return true;
    }

    private void enter(int code, int length, int symbol) {
        int size = symbol & 15;
        int free = LOOK - length;
        for (int rest = 0; rest < 1 << free; rest++) {
            int entry = entry(length, symbol);
            if (size > 0 && size <= free) {
                int value = extended(rest >> free - size, size);
                entry = value << 16 | (symbol >> 4) << 8 | length + size;
            }
            entries[code << free | rest] = entry;
        }
    }

    private static int entry(int length, int symbol) {
        return (symbol & 15) << 12 | (symbol >> 4) << 8 | length;
    }

    /** The number that {@code size} bits stand for. */
    static int extended(int bits, int size) {
        return bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
    }

    /**
     * The entry for what comes next, 0 if no code begins like this.
     *
     * @param next the next 64 bits, at least 16 of them right
     */
    int find(long next) {
        int entry = entries[(int) (next >>> 64 - LOOK)];
        return entry != 0 ? entry : findLong((int) (next >>> 64 - LONGEST));
    }

    private int findLong(int next) {
        for (int length = LOOK + 1; length <= LONGEST; length++) {
            int code = next >> LONGEST - length;
            if (code < ends[length]) {
                return entry(length, definition[firsts[length] + code] & 0xff);
            }
        }
        return 0;
    }
}
