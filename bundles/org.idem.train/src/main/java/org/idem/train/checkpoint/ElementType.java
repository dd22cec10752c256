package org.idem.train.checkpoint;

import java.nio.ByteBuffer;

/** How one number of a tensor is stored in a file, little-endian; all are read as fp32. */
public enum ElementType {
    /** IEEE 754 double precision. */
    F64(Double.BYTES),
    /** IEEE 754 single precision. */
    F32(Float.BYTES),
    /** IEEE 754 half precision. */
    F16(Short.BYTES),
    /** The upper half of an fp32 number. */
    BF16(Short.BYTES),
    /** Signed, 64 bits. */
    I64(Long.BYTES),
    /** Signed, 32 bits. */
    I32(Integer.BYTES),
    /** Signed, 16 bits. */
    I16(Short.BYTES),
    /** Signed, 8 bits. */
    I8(1),
    /** Unsigned, 8 bits. */
    U8(1),
    /** 0 or 1 in a byte. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
        return bytes;
    }

    /**
     * One number, rounded to fp32.
     *
     * @param at its first byte in the little-endian buffer
     */
    public float read(ByteBuffer from, int at) {
        return switch (this) {
            case F64 -> (float) from.getDouble(at);
            case F32 -> from.getFloat(at);
            case F16 -> half(from.getShort(at));
            case BF16 -> Float.intBitsToFloat(from.getShort(at) << 16);
            case I64 -> from.getLong(at);
            case I32 -> from.getInt(at);
            case I16 -> from.getShort(at);
            case I8 -> from.get(at);
            case U8, BOOL -> from.get(at) & 0xff;
        };
    }

    /** Numbers that stand one after the other from the buffer's start. */
    public void read(ByteBuffer from, float[] into, int start, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(into, start, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[start + i] = read(from, i * bytes);
        }
    }

    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(0x400 + fraction, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
