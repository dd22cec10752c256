package org.idem.data.pickle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.Bytes.Form;

/**
 * Reads the operands of pickle opcodes from a part of a file; every length is checked against that part before anything
 * is allocated. Not thread-safe.
 */
public final class PickleInput {
    private static final int MAX_NAME = 256;

    private final MappedFile file;
    private final long end;
    private long at;
    private Bytes lastDecoded;
    private ByteBuffer lastOctets;

    /** Reads a file from its first byte. */
    public PickleInput(MappedFile file) {
        this(file, 0, file.size());
    }

    /**
     * The bytes [start, end) of a file.
     *
     * @throws PickleException if the file has no such part
     */
    public PickleInput(MappedFile file, long start, long end) {
        if (start < 0 || start > end || end > file.size()) {
            throw new PickleException("There are no bytes " + start + " to " + end);
        }
        this.file = file;
        this.at = start;
        this.end = end;
    }

    /** Returns the file that is read. */
    public MappedFile file() {
        return file;
    }

    /** Where the next byte is read, from the start of the file. */
    public long position() {
        return at;
    }

    int u1() {
        require(1);
        return file.get(at++) & 0xff;
    }

    int u2() {
        return u1() | u1() << 8;
    }

    int i4() {
        require(4);
        int value = file.slice(at, 4).getInt(0);
        at += 4;
        return value;
    }

    long u4() {
        return i4() & 0xffffffffL;
    }

    /**
     * The next eight bytes, little-endian.
     *
     * @throws PickleException if fewer are left
     */
    public long i8() {
        require(8);
        long value = file.slice(at, 8).getLong(0);
        at += 8;
        return value;
    }

    /** A little-endian two's complement integer of at most eight bytes. */
    long integer(long length) {
        if (length < 0 || length > 8) {
            throw new PickleException("An integer of " + length + " bytes");
        }
        require(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (file.get(at + i) & 0xffL) << 8 * i;
        }
        at += length;
        int unused = 64 - 8 * (int) length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    Bytes bytes(long length, Form form) {
        require(length);
        Bytes bytes = new Bytes(at, length, form, false);
        at += length;
        return bytes;
    }

    /** A string up to the end of the line, of any length. */
    Bytes lineBytes(Form form) {
        long stop = at;
        while (stop < end && file.get(stop) != '\n') {
            stop++;
        }
        Bytes line = bytes(stop - at, form);
        skip(1);
        return line;
    }

    /** A literal in quotes up to the end of the line. */
    Bytes literal() {
        Bytes line = lineBytes(Form.ESCAPED);
        int quote = line.length() < 2 ? 0 : file.get(line.offset());
        if (quote != '\'' && quote != '"' || file.get(line.offset() + line.length() - 1) != quote) {
            throw new PickleException("A literal without quotes");
        }
        return new Bytes(line.offset() + 1, line.length() - 2, Form.ESCAPED, false);
    }

    /**
     * Passes over bytes.
     *
     * @throws PickleException if fewer are left
     */
    public void skip(long length) {
        require(length);
        at += length;
    }

    /** Text up to the end of the line, at most a name's length. */
    String line() {
        StringBuilder text = new StringBuilder();
        for (int c = u1(); c != '\n'; c = u1()) {
            if (text.length() == MAX_NAME) {
                throw new PickleException("A name without end");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /**
     * Short text such as a name.
     *
     * @throws PickleException if the value is something else
     */
    public String text(Object value) {
        if (value instanceof Bytes bytes && bytes.length() <= MAX_NAME) {
            ByteBuffer view = file.slice(bytes.offset(), (int) bytes.length());
            boolean plain = bytes.form() == Form.BYTES || bytes.form() == Form.UTF8;
            return plain ? StandardCharsets.UTF_8.decode(view).toString() : StringForms.text(view, bytes.form());
        }
        throw new PickleException("Expected a name");
    }

    /**
     * What stands for the key of a dictionary: a string or a number.
     *
     * @throws PickleException if the key is something else
     */
    public Object key(Object value) {
        return value instanceof Long ? value : text(value);
    }

    /**
     * A little-endian integer within a byte string.
     *
     * @param from its first byte, counted from the string's
     * @param width its bytes, 1 to 8
     * @throws PickleException if the string has no such bytes
     */
    public long number(Bytes bytes, int from, int width) {
        ByteBuffer octets = decoded(bytes);
        if (width < 1 || width > 8 || from < 0 || from > octets.limit() - width) {
            throw new PickleException("A NumPy value outside its data");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (octets.get(from + i) & 0xffL) << 8 * i;
        }
        return value;
    }

    /** Arrays are read value by value. */
    private ByteBuffer decoded(Bytes bytes) {
        if (!bytes.equals(lastDecoded)) {
            lastOctets = bytes.decode(file);
            lastDecoded = bytes;
        }
        return lastOctets;
    }

    private void require(long length) {
        if (length < 0 || length > end - at) {
            throw new PickleException("The file ends inside a value: " + Long.toUnsignedString(length)
                    + " bytes wanted, " + (end - at) + " left");
        }
    }
}
