package org.idem.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers by their bits, as IEEE 754 has them. */
class ElementTypeTest {
    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "8000, -0.0",
        "3c00, 1.0",
        "c000, -2.0",
        "3555, 0.333251953125",
        "7bff, 65504.0",
        "0400, 6.103515625e-5",
        "03ff, 6.097555160522461e-5",
        "0001, 5.960464477539063e-8",
        "8001, -5.960464477539063e-8",
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void halfPrecision(String bits, float value) {
        ByteBuffer in = bytes().putShort(0, (short) Integer.parseInt(bits, 16));
        assertEquals(value, ElementType.F16.read(in, 0));
    }

    @ParameterizedTest
    @CsvSource({"3f80, 1.0", "c020, -2.5", "0001, 9.183549615799121e-41", "ff80, -Infinity", "7fc0, NaN"})
    void brainFloats(String bits, float value) {
        ByteBuffer in = bytes().putShort(0, (short) Integer.parseInt(bits, 16));
        assertEquals(value, ElementType.BF16.read(in, 0));
    }

    @Test
    void wholeNumbers() {
        ByteBuffer in = bytes().putLong(0, -3).putLong(8, 200);
        assertEquals(-3f, ElementType.I64.read(in, 0));
        assertEquals(-3f, ElementType.I32.read(in, 0));
        assertEquals(-3f, ElementType.I16.read(in, 0));
        assertEquals(-3f, ElementType.I8.read(in, 0));
        assertEquals(200f, ElementType.U8.read(in, 8));
        assertEquals(-56f, ElementType.I8.read(in, 8));
    }

    @Test
    void manyAtOnce() {
        ByteBuffer in = bytes().putDouble(0, 0.1).putDouble(8, -4);
        float[] values = new float[4];
        ElementType.F64.read(in, values, 1, 2);
        assertArrayEquals(new float[] {0, 0.1f, -4, 0}, values);
    }
}
