package org.idem.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads blocks of coefficients from a scan whose stuffed zeros have been taken out. */
final class BlockReader {
    private static final VarHandle BITS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A block has at most 64 codes of at most 31 bits; so many zeros follow the scan. */
    private static final int PADDING = 64 * 31 / 8 + 16;

    /** Row by row places of the coefficients in the order of the scan. */
    private static final int[] ORDER = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** Coefficients of eight-bit samples are below 1500; decoders differ in how they overflow above. */
    static final int LARGEST = 2048;

    private byte[] scan = new byte[1 << 14];
    private int bit;
    private int end;

    /**
     * Takes the scan that starts at {@code from}, up to the next marker.
     *
     * @return offset of the marker, or −1 if there is none
     */
    int take(byte[] data, int from, int limit) {
        if (scan.length < limit - from + PADDING) {
            scan = new byte[limit - from + PADDING];
        }
        int out = 0;
        int at = from;
        while (at + 1 < limit) {
            byte value = data[at++];
            scan[out++] = value;
            if (value == (byte) 0xff && data[at++] != 0) {
                java.util.Arrays.fill(scan, out - 1, out - 1 + PADDING, (byte) 0);
                bit = 0;
                end = 8 * (out - 1);
                return at - 2;
            }
        }
        return -1;
    }

    /** Whether more was read than the scan has. */
    boolean isExhausted() {
        return bit > end;
    }

    /** The difference of the mean that a block begins with, or {@link Integer#MIN_VALUE} if the bits are no code. */
    int mean(HuffmanTable table) {
        long next = next();
        int entry = table.find(next);
        int length = entry & 0xff;
        int value = entry >> 16;
        bit += length;
        int size = entry >> 12 & 15;
        if (entry == 0 || (entry >> 8 & 15) != 0 || size > 11) {
            return Integer.MIN_VALUE;
        }
        if (size > 0) {
            value = HuffmanTable.extended((int) (next << length >>> 64 - size), size);
            bit += size;
        }
        return value;
    }

    /**
     * Reads the other coefficients of a block and multiplies them by the quantisation.
     *
     * @param steps in the order of the scan
     * @param block row by row, zero before
     * @return number of coefficients up to the last that is not zero, or −1 if the bits are no block of a picture
     */
    int others(HuffmanTable table, int[] steps, int[] block) {
        int last = 1;
        int bits = 0;
        for (int k = 1; k < 64; k++) {
            long next = next();
            int entry = table.find(next);
            int length = entry & 0xff;
            int value = entry >> 16;
            int run = entry >> 8 & 15;
            bit += length;
            k += run;
            if (value == 0) {
                int size = entry >> 12 & 15;
                if (size == 0 && run == 15) {
                    continue;
                } else if (size == 0) {
                    return entry == 0 || isWild(bits) ? -1 : last;
                }
                value = HuffmanTable.extended((int) (next << length >>> 64 - size), size);
                bit += size;
            }
            if (k > 63) {
                return -1;
            }
            value *= steps[k];
            block[ORDER[k]] = value;
            bits |= value + LARGEST;
            last = k + 1;
        }
        return isWild(bits) ? -1 : last;
    }

    /** Whether a coefficient is larger than any picture's; {@code bits} are theirs, {@link #LARGEST} added to each. */
    static boolean isWild(int bits) {
        return (bits & -2 * LARGEST) != 0;
    }

    /** The next bits, at least 57 of them right. */
    private long next() {
        return (long) BITS.get(scan, bit >>> 3) << (bit & 7);
    }
}
