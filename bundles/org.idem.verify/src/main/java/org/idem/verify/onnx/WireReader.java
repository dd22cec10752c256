package org.idem.verify.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.io.MappedFile;

/**
 * Fields of one message in the wire format of Protocol Buffers, in place: what is not asked for is passed over unread. No
 * length is believed beyond the end of the message that it is in.
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int TAG_BITS = 3;
    private static final int VARINT_BITS = 63;

    private final MappedFile file;
    private final long end;
    private long position;
    private int field;
    private int type;

    WireReader(MappedFile file) {
        this(file, 0, file.size());
    }

    private WireReader(MappedFile file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    /** Goes to the next field; whoever finds one reads or skips it. */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> TAG_BITS);
        type = (int) (tag & (1 << TAG_BITS) - 1);
        if (field <= 0) {
            throw damaged("a field without a number");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** A whole number. */
    long number() {
        require(VARINT);
        return varint();
    }

    /** A message in this one. */
    WireReader message() {
        long length = length();
        position += length;
        return new WireReader(file, position - length, position);
    }

    /** UTF-8; what is none becomes the replacement character. */
    String text(int longest) {
        long length = length();
        if (length > longest) {
            throw damaged("a text of " + length + " bytes");
        }
        ByteBuffer bytes = file.slice(position, (int) length);
        position += length;
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    /** Bytes that this message has from here on. */
    long remaining() {
        return end - position;
    }

    /** Whether the field is a list of numbers in one piece. */
    boolean isPacked() {
        return type == LENGTH_DELIMITED;
    }

    /** A whole number of a packed list. */
    long packedNumber() {
        return varint();
    }

    /** Passes over the field; returns how many bytes it has without its length. */
    long skip() {
        long length =
                switch (type) {
                    case VARINT -> {
                        varint();
                        yield 0;
                    }
                    case FIXED64 -> Long.BYTES;
                    case FIXED32 -> Integer.BYTES;
                    case LENGTH_DELIMITED -> length();
                    default -> throw damaged("a field of unknown kind " + type);
                };
        if (length > remaining()) {
            throw damaged("a field reaches beyond its end");
        }
        position += length;
        return length;
    }

    private long length() {
        require(LENGTH_DELIMITED);
        long length = varint();
        if (length < 0 || length > remaining()) {
            throw damaged("a field reaches beyond its end");
        }
        return length;
    }

    private void require(int wanted) {
        if (type != wanted) {
            throw damaged("field " + field + " is of kind " + type + ", not " + wanted);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= VARINT_BITS; shift += 7) {
            if (position == end) {
                throw damaged("it ends within a number");
            }
            byte part = file.get(position++);
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw damaged("a number without end");
    }

    InputException damaged(String why) {
        return new InputException(Problem.error(
                file.path(),
                "",
                "This is no ONNX file, or a damaged one: " + why,
                "give a whole file that an exporter wrote"));
    }
}
