package org.idem.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** What happens to bytes whatever they mean. Each makes a new array or changes its own. */
final class BinaryDamage {
    private static final int FLIPS = 6;
    private static final int SHORT_RUN = 64;
    private static final int LONG_RUN = 5000;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x1000000,
        0x7fffffff,
        0x80000000L,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private BinaryDamage() {}

    static byte[] cut(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    static byte[] extended(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, bytes.length + random.nextInt(LONG_RUN));
    }

    static byte[] flipped(byte[] bytes, Random random) {
        for (int left = bytes.length == 0 ? 0 : 1 + random.nextInt(FLIPS); left > 0; left--) {
            bytes[place(bytes, random)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    static byte[] noise(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(random.nextBoolean() ? SHORT_RUN : LONG_RUN));
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    static byte[] filled(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        byte value = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
        Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(SHORT_RUN)), value);
        return bytes;
    }

    static byte[] without(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(SHORT_RUN));
        return spliced(bytes, from, to, new byte[0]);
    }

    static byte[] repeated(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(LONG_RUN));
        return spliced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
    }

    static byte[] exchanged(byte[] bytes, Random random) {
        int length = Math.min(bytes.length / 2, 1 + random.nextInt(SHORT_RUN));
        int a = random.nextInt(bytes.length - length + 1);
        int b = random.nextInt(bytes.length - length + 1);
        byte[] kept = Arrays.copyOfRange(bytes, a, a + length);
        System.arraycopy(bytes, b, bytes, a, length);
        System.arraycopy(kept, 0, bytes, b, length);
        return bytes;
    }

    /** A length, count or place that lies; near the beginning, where such numbers stand, as often as anywhere else. */
    static byte[] withNumber(byte[] bytes, Random random) {
        int width = 1 << random.nextInt(4);
        if (bytes.length < width) {
            return bytes;
        }
        int room = bytes.length - width + 1;
        int at = random.nextInt(random.nextBoolean() ? room : Math.min(room, SHORT_RUN));
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        number.putLong(0, NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(2));
        boolean bigEndian = random.nextBoolean();
        for (int i = 0; i < width; i++) {
            bytes[at + i] = number.get(bigEndian ? width - 1 - i : i);
        }
        return bytes;
    }

    static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + between.length);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
        return spliced;
    }

    private static int place(byte[] bytes, Random random) {
        return random.nextInt(bytes.length);
    }
}
