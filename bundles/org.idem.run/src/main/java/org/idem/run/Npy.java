package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.idem.core.AtomicFiles;
import org.idem.core.Units;

/** NumPy's {@code .npy} files (format 1.0 written; 1.0 to 3.0 read): one array, C order, little-endian. */
public final class Npy {
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 14;
    /** Scores of 300 million pairs are more than any protocol has. */
    private static final long LARGEST = 1200L << 20;
    /** The file and its values are in memory together, with whoever asked for them. */
    private static final int HEAP_SHARE = 4;

    private Npy() {}

    /** Writes a vector as {@code <f4}. */
    public static void write(Path file, float[] values) {
        write(file, values, header("<f4", values.length));
    }

    /**
     * Writes rows as {@code <f4}.
     *
     * @param width numbers in a row; divides how many there are
     */
    public static void write(Path file, float[] rows, int width) {
        write(file, rows, header("<f4", rows.length / width + ", " + width));
    }

    private static void write(Path file, float[] values, byte[] header) {
        AtomicFiles.write(file, out -> {
            out.write(header);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < values.length; i += CHUNK) {
                int count = Math.min(CHUNK, values.length - i);
                chunk.asFloatBuffer().put(values, i, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        });
    }

    /** Writes a vector as {@code <f8}. */
    public static void write(Path file, double[] values) {
        AtomicFiles.write(file, out -> {
            out.write(header("<f8", values.length));
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < values.length; i += CHUNK) {
                int count = Math.min(CHUNK, values.length - i);
                chunk.asDoubleBuffer().put(values, i, count);
                out.write(chunk.array(), 0, count * Double.BYTES);
            }
        });
    }

    /** Writes a vector as {@code <i4}. */
    public static void write(Path file, int[] values) {
        AtomicFiles.write(file, out -> {
            out.write(header("<i4", values.length));
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                out.write(bytes.putInt(0, value).array());
            }
        });
    }

    /** Writes a vector as {@code |b1}. */
    public static void write(Path file, boolean[] values) {
        AtomicFiles.write(file, out -> {
            out.write(header("|b1", values.length));
            for (boolean value : values) {
                out.write(value ? 1 : 0);
            }
        });
    }

    /** All elements of a {@code <f4} array in C order. */
    public static float[] readFloats(Path file) {
        ByteBuffer data = open(file, "<f4");
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    /** All elements of a {@code <i4} array in C order. */
    public static int[] readInts(Path file) {
        ByteBuffer data = open(file, "<i4");
        int[] values = new int[data.remaining() / Integer.BYTES];
        data.asIntBuffer().get(values);
        return values;
    }

    /** All elements of a {@code |b1} array in C order. */
    public static boolean[] readBooleans(Path file) {
        ByteBuffer data = open(file, "|b1");
        boolean[] values = new boolean[data.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get() != 0;
        }
        return values;
    }

    private static byte[] header(String type, int length) {
        return header(type, length + ",");
    }

    private static byte[] header(String type, String shape) {
        return header(type, shape, 0);
    }

    /** Header of an array; one of the same least length can take its place once the shape is known. */
    static byte[] header(String type, String shape, int least) {
        String dict = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int bare = Math.max(least, NpyHeader.MAGIC.length + 4 + dict.length() + 1);
        int whole = bare + (ALIGNMENT - bare % ALIGNMENT) % ALIGNMENT;
        int padding = whole - (NpyHeader.MAGIC.length + 4 + dict.length() + 1);
        byte[] text = (dict + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(NpyHeader.MAGIC.length + 4 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NpyHeader.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    /** The elements of a file that is what it says: type, order and as many bytes as its shape has. */
    private static ByteBuffer open(Path file, String type) {
        try {
            long largest = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                throw new IOException("not a file of at most " + Units.bytes(largest));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                NpyHeader header = NpyHeader.read(channel);
                if (!header.type().equals(type) || header.isFortran()) {
                    throw new IOException("expected " + type + " in C order, found " + header.describe());
                }
                return NpyHeader.read(channel, header.dataOffset(), (int) (channel.size() - header.dataOffset()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
