package org.idem.export.precision;

/** IEEE 754 half precision. */
final class HalfFloat {
    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;
    /** From here on numbers round to infinity: halfway between the largest half and the next power of two. */
    private static final float OVERFLOW = 65520f;
    /** Below it numbers have fewer digits. */
    private static final float LEAST_NORMAL = 0x1p-14f;

    private HalfFloat() {}

    /** The bits of the nearest half, ties to even. */
    static short bits(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | NAN);
        }
        if (magnitude >= OVERFLOW) {
            return (short) (sign | INFINITY);
        }
        if (magnitude < LEAST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int exponent = Math.getExponent(magnitude);
        // 1024 to 2048: the latter carries into the exponent, as it must.
        int digits = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
        return (short) (sign | (exponent + 15 << 10) + digits - 0x400);
    }
}
