package org.idem.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The accurate integer transform of libjpeg ({@code JDCT_ISLOW}), to the bit: Loeffler, Ligtenberg and Moschytz 1989 with
 * constants of 13 bits, columns first, two more bits kept between the passes.
 */
final class InverseDct {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 13;
    private static final int KEPT = 2;
    private static final int C0_298 = 2446;
    private static final int C0_390 = 3196;
    private static final int C0_541 = 4433;
    private static final int C0_765 = 6270;
    private static final int C0_899 = 7373;
    private static final int C1_175 = 9633;
    private static final int C1_501 = 12299;
    private static final int C1_847 = 15137;
    private static final int C1_961 = 16069;
    private static final int C2_053 = 16819;
    private static final int C2_562 = 20995;
    private static final int C3_072 = 25172;

    /** What rounds the second pass, and the 128 that samples are above the transform's. */
    private static final int HALF = (1 << BITS + KEPT + 2) + (128 << BITS + KEPT + 3);

    private final int[] between = new int[64];

    /**
     * Transforms a block.
     *
     * @param block coefficients row by row, multiplied by their quantisation; zero afterwards
     * @param out samples; the block's first is at {@code at}, the next row {@code stride} further
     */
    void transform(int[] block, byte[] out, int at, int stride) {
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        Arrays.fill(block, 0);
        for (int y = 0; y < 8; y++) {
            row(8 * y, out, at + y * stride);
        }
    }

    /** A block of nothing but its mean. */
    static void flat(int mean, byte[] out, int at, int stride) {
        byte sample = sample((mean + 4 >> 3) + 128);
        for (int y = 0; y < 8; y++) {
            Arrays.fill(out, at + y * stride, at + y * stride + 8, sample);
        }
    }

    private void column(int[] in, int x) {
        int[] out = between;
        int i2 = in[x + 16];
        int i6 = in[x + 48];
        int i7 = in[x + 56];
        int i5 = in[x + 40];
        int i3 = in[x + 24];
        int i1 = in[x + 8];
        int i4 = in[x + 32];
        if ((i1 | i2 | i3 | i4 | i5 | i6 | i7) == 0) {
            int mean = in[x] << KEPT;
            for (int y = 0; y < 64; y += 8) {
                out[x + y] = mean;
            }
            return;
        }
        int turned = (i2 + i6) * C0_541;
        int e2 = turned - i6 * C1_847;
        int e3 = turned + i2 * C0_765;
        int e0 = in[x] + i4 << BITS;
        int e1 = in[x] - i4 << BITS;
        int z5 = (i7 + i3 + i5 + i1) * C1_175;
        int z1 = -(i7 + i1) * C0_899;
        int z2 = -(i5 + i3) * C2_562;
        int z3 = z5 - (i7 + i3) * C1_961;
        int z4 = z5 - (i5 + i1) * C0_390;
        int o0 = i7 * C0_298 + z1 + z3;
        int o1 = i5 * C2_053 + z2 + z4;
        int o2 = i3 * C3_072 + z2 + z3;
        int o3 = i1 * C1_501 + z1 + z4;
        int half = 1 << BITS - KEPT - 1;
        out[x] = e0 + e3 + o3 + half >> BITS - KEPT;
        out[x + 56] = e0 + e3 - o3 + half >> BITS - KEPT;
        out[x + 8] = e1 + e2 + o2 + half >> BITS - KEPT;
        out[x + 48] = e1 + e2 - o2 + half >> BITS - KEPT;
        out[x + 16] = e1 - e2 + o1 + half >> BITS - KEPT;
        out[x + 40] = e1 - e2 - o1 + half >> BITS - KEPT;
        out[x + 24] = e0 - e3 + o0 + half >> BITS - KEPT;
        out[x + 32] = e0 - e3 - o0 + half >> BITS - KEPT;
    }

    private void row(int y, byte[] out, int at) {
        int[] in = between;
        if ((in[y + 4] | in[y + 5] | in[y + 6] | in[y + 7]) == 0) {
            lowRow(y, out, at);
            return;
        }
        int i1 = in[y + 1];
        int i2 = in[y + 2];
        int i3 = in[y + 3];
        int i5 = in[y + 5];
        int i6 = in[y + 6];
        int i7 = in[y + 7];
        int turned = (i2 + i6) * C0_541;
        int e2 = turned - i6 * C1_847;
        int e3 = turned + i2 * C0_765;
        int e0 = (in[y] + in[y + 4] << BITS) + HALF;
        int e1 = (in[y] - in[y + 4] << BITS) + HALF;
        int z5 = (i7 + i3 + i5 + i1) * C1_175;
        int z1 = -(i7 + i1) * C0_899;
        int z2 = -(i5 + i3) * C2_562;
        int z3 = z5 - (i7 + i3) * C1_961;
        int z4 = z5 - (i5 + i1) * C0_390;
        int o0 = i7 * C0_298 + z1 + z3;
        int o1 = i5 * C2_053 + z2 + z4;
        int o2 = i3 * C3_072 + z2 + z3;
        int o3 = i1 * C1_501 + z1 + z4;
        int shift = BITS + KEPT + 3;
        int s0 = e0 + e3 + o3 >> shift;
        int s1 = e1 + e2 + o2 >> shift;
        int s2 = e1 - e2 + o1 >> shift;
        int s3 = e0 - e3 + o0 >> shift;
        int s4 = e0 - e3 - o0 >> shift;
        int s5 = e1 - e2 - o1 >> shift;
        int s6 = e1 + e2 - o2 >> shift;
        int s7 = e0 + e3 - o3 >> shift;
        store(out, at, s0, s1, s2, s3, s4, s5, s6, s7);
    }

    /** The same where the higher half of the frequencies is zero, as in most rows. */
    private void lowRow(int y, byte[] out, int at) {
        int[] in = between;
        int i1 = in[y + 1];
        int i2 = in[y + 2];
        int i3 = in[y + 3];
        int e2 = i2 * C0_541;
        int e3 = e2 + i2 * C0_765;
        int e0 = (in[y] << BITS) + HALF;
        int z5 = (i3 + i1) * C1_175;
        int o0 = z5 - i1 * C0_899 - i3 * C1_961;
        int o1 = z5 - i3 * C2_562 - i1 * C0_390;
        int o2 = z5 + i3 * (C3_072 - C2_562 - C1_961);
        int o3 = z5 + i1 * (C1_501 - C0_899 - C0_390);
        int shift = BITS + KEPT + 3;
        int s0 = e0 + e3 + o3 >> shift;
        int s1 = e0 + e2 + o2 >> shift;
        int s2 = e0 - e2 + o1 >> shift;
        int s3 = e0 - e3 + o0 >> shift;
        int s4 = e0 - e3 - o0 >> shift;
        int s5 = e0 - e2 - o1 >> shift;
        int s6 = e0 + e2 - o2 >> shift;
        int s7 = e0 + e3 - o3 >> shift;
        store(out, at, s0, s1, s2, s3, s4, s5, s6, s7);
    }

    /** Eight samples at once, unless one of the values is outside [0, 255]. */
    private static void store(byte[] out, int at, int s0, int s1, int s2, int s3, int s4, int s5, int s6, int s7) {
        if (((s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7) & ~255) == 0) {
            long low = s0 | s1 << 8 | s2 << 16 | (long) s3 << 24;
            long high = s4 | s5 << 8 | s6 << 16 | (long) s7 << 24;
            EIGHT.set(out, at, low | high << 32);
        } else {
            out[at] = sample(s0);
            out[at + 1] = sample(s1);
            out[at + 2] = sample(s2);
            out[at + 3] = sample(s3);
            out[at + 4] = sample(s4);
            out[at + 5] = sample(s5);
            out[at + 6] = sample(s6);
            out[at + 7] = sample(s7);
        }
    }

    private static byte sample(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
