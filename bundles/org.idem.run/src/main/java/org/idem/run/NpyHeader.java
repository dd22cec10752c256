package org.idem.run;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .npy} file says about its array, read without the array. Nothing that it says is believed: the file has as
 * many bytes as the shape needs.
 *
 * @param type such as {@code <f4}
 * @param isFortran whether columns come first
 * @param shape length along each axis
 * @param dataOffset where the first element lies, in bytes
 */
public record NpyHeader(String type, boolean isFortran, long[] shape, long dataOffset) {
    private static final int PREFIX = 12;
    private static final int LONGEST = 1 << 16;
    /** The first bytes of every such file. */
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=][a-z][0-9]{1,2})'");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,100})\\)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");

    /**
     * Reads a header.
     *
     * @throws IOException if this is no {@code .npy}, or not as long as its shape needs
     */
    public static NpyHeader read(FileChannel channel) throws IOException {
        ByteBuffer prefix = read(channel, 0, (int) Math.min(PREFIX, channel.size()));
        byte[] magic = new byte[Math.min(MAGIC.length, prefix.remaining())];
        prefix.get(magic);
        if (!Arrays.equals(magic, MAGIC) || prefix.remaining() < PREFIX - MAGIC.length) {
            throw new IOException("not a .npy file");
        }
        boolean isFirst = prefix.get(MAGIC.length) == 1;
        long length = isFirst
                ? Short.toUnsignedLong(prefix.getShort(MAGIC.length + 2))
                : Integer.toUnsignedLong(prefix.getInt(MAGIC.length + 2));
        int begin = isFirst ? PREFIX - 2 : PREFIX;
        if (length > LONGEST || begin + length > channel.size()) {
            throw new IOException("a header of " + length + " bytes");
        }
        NpyHeader header = parse(
                StandardCharsets.UTF_8
                        .decode(read(channel, begin, (int) length))
                        .toString(),
                begin + length);
        long bytes = channel.size() - header.dataOffset;
        if (bytes != header.bytes()) {
            throw new IOException(bytes + " bytes where " + header.describe() + " needs others");
        }
        return header;
    }

    /** Bytes of a file, little-endian. */
    static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the file ends at byte " + channel.size());
            }
        }
        return buffer.flip();
    }

    private static NpyHeader parse(String text, long dataOffset) throws IOException {
        Matcher descr = DESCR.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !shape.find()) {
            throw new IOException("a header without type or shape");
        }
        long[] lengths = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> digits.matches("[0-9]{1,12}") ? Long.parseLong(digits) : -1)
                .toArray();
        if (Arrays.stream(lengths).anyMatch(length -> length < 0)) {
            throw new IOException("a shape that is none: " + shape.group(1));
        }
        return new NpyHeader(descr.group(1), FORTRAN.matcher(text).find(), lengths, dataOffset);
    }

    /** Bytes of one element. */
    public int itemSize() {
        return Integer.parseInt(type.substring(2));
    }

    /** Bytes that the array needs; −1 if no file has as many. */
    private long bytes() {
        long bytes = itemSize();
        for (long length : shape) {
            if (length > 0 && bytes > Long.MAX_VALUE / length) {
                return -1;
            }
            bytes *= length;
        }
        return bytes;
    }

    /** What the array is, for people: {@code <f4 [60, 64]}. */
    public String describe() {
        return type + " " + Arrays.toString(shape) + (isFortran ? " in Fortran order" : "");
    }
}
