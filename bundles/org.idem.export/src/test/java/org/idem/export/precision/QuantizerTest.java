package org.idem.export.precision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.idem.train.checkpoint.ElementType;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    private static float half(short bits) {
        ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, bits);
        return ElementType.F16.read(bytes, 0);
    }

    @Test
    void everyHalfIsItsOwnNearest() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = half((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, HalfFloat.bits(value), () -> "of " + value);
            } else {
                assertTrue(Float.isNaN(half(HalfFloat.bits(value))));
            }
        }
    }

    @Test
    void betweenTwoHalvesTheNearerIsTakenAndTheEvenOneOfTwo() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            float low = half((short) bits);
            float high = half((short) (bits + 1));
            float middle = (low + high) / 2;
            assertEquals((short) (bits % 2 == 0 ? bits : bits + 1), HalfFloat.bits(middle));
            assertEquals((short) bits, HalfFloat.bits(Math.nextDown(middle)));
            assertEquals((short) (bits + 1), HalfFloat.bits(Math.nextUp(middle)));
        }
        assertEquals(Float.POSITIVE_INFINITY, half(HalfFloat.bits(65520)));
        assertEquals(65504, half(HalfFloat.bits(65519)));
    }

    @Test
    void weightsKeepToSevenBitsAndHalfAStepOfTheirChannel() {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = new float[3 * 50];
        for (int i = 0; i < 100; i++) {
            weights[i] = (float) ((i < 50 ? 1 : 0.01) * (random.nextDouble() - 0.5));
        }
        ChannelQuantizer quantized = ChannelQuantizer.of(weights, 3);
        for (int i = 0; i < weights.length; i++) {
            assertTrue(Math.abs(quantized.values()[i]) <= 64);
            float scale = quantized.scales()[i / 50];
            assertTrue(Math.abs(quantized.values()[i] * scale - weights[i]) <= 0.5001f * scale);
        }
        assertTrue(quantized.scales()[1] < quantized.scales()[0] / 50);
        assertEquals(quantized.values()[51], quantized.transposed()[1 * 3 + 1]);
        assertArrayEquals(
                new int[] {2, 0, 0}, quantized.bias(new float[] {quantized.scales()[0], 0, 0}, 0.5f));
        assertNull(quantized.bias(new float[] {1e30f, 0, 0}, 0.5f));
    }

    @Test
    void rangesLeaveOutWhatIsRare() {
        RangeHistogram histogram = new RangeHistogram();
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 100_000f;
        }
        values[7] = 100;
        values[8] = -50;
        histogram.widen(values);
        histogram.count(values);
        ActivationRange all = histogram.range(RangeMethod.MIN_MAX);
        assertEquals(-50, all.low());
        assertEquals(100, all.high());
        ActivationRange most = histogram.range(RangeMethod.WIDE);
        assertEquals(1, most.high(), 0.05);
        assertEquals(0, most.low(), 0.05);
        assertEquals(85, all.zero());
        ActivationRange none = new ActivationRange(3, 3);
        assertEquals(0, none.low());
        assertEquals(0, none.zero());
    }
}
