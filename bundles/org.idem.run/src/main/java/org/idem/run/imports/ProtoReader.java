package org.idem.run.imports;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a protocol buffer one after the other; what is malformed ends it. Not thread-safe. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int field;
    private int type;
    private long number;
    private byte[] bytes = new byte[0];
    private boolean broken;

    ProtoReader(byte[] message) {
        in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end, and where nothing more can be read. */
    boolean next() {
        if (broken || !in.hasRemaining()) {
            return false;
        }
        try {
            long key = varint();
            field = (int) (key >>> 3);
            type = (int) (key & 7);
            bytes = new byte[0];
            number = switch (type) {
                case VARINT -> varint();
                case FIXED64 -> in.getLong();
                case FIXED32 -> in.getInt();
                case BYTES -> content();
                default -> throw new BufferUnderflowException();
            };
            return true;
        } catch (BufferUnderflowException e) {
            broken = true;
            return false;
        }
    }

    private long content() {
        long length = varint();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes = new byte[(int) length];
        in.get(bytes);
        return length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    /** Whether it ended where it should not. */
    boolean isBroken() {
        return broken;
    }

    int field() {
        return field;
    }

    /** The field is not wanted; it was read already. */
    void ignore() {
        bytes = new byte[0];
    }

    long asLong() {
        return number;
    }

    double asDouble() {
        return type == FIXED64 ? Double.longBitsToDouble(number) : Double.NaN;
    }

    float asFloat() {
        return type == FIXED32 ? Float.intBitsToFloat((int) number) : Float.NaN;
    }

    String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] asBytes() {
        return bytes;
    }

    /** The message in the field; null if it has none. */
    ProtoReader asMessage() {
        return type == BYTES ? new ProtoReader(bytes) : null;
    }

    /** The first of repeated floats, packed or not; null if it has none. */
    Double firstFloat() {
        if (type == FIXED32) {
            return (double) asFloat();
        }
        return bytes.length < Float.BYTES
                ? null
                : Double.valueOf(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat());
    }

    /** The first of repeated doubles, packed or not; null if it has none. */
    Double firstDouble() {
        if (type == FIXED64) {
            return asDouble();
        }
        return bytes.length < Double.BYTES
                ? null
                : Double.valueOf(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble());
    }
}
