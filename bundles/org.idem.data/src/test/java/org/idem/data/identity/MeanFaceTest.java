package org.idem.data.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.data.image.Pixels;
import org.junit.jupiter.api.Test;

class MeanFaceTest {
    @Test
    void samplesAreTheMeanRoundedToTheNearest() {
        MeanFace mean = new MeanFace();
        assertTrue(mean.pixels().isEmpty());
        mean.add(new Pixels(1, 1, new byte[] {0, 10, (byte) 255}));
        mean.add(new Pixels(1, 1, new byte[] {1, 20, (byte) 255}));
        mean.add(new Pixels(1, 1, new byte[] {1, 30, (byte) 254}));
        assertEquals(3, mean.count());
        assertArrayEquals(
                new byte[] {1, 20, (byte) 255}, mean.pixels().orElseThrow().rgb());
    }

    @Test
    void otherSizesAreBroughtToThatOfTheFirst() {
        MeanFace mean = new MeanFace();
        mean.add(new Pixels(2, 1, new byte[] {0, 0, 0, 100, 100, 100}));
        mean.add(new Pixels(1, 2, new byte[] {50, 50, 50, 50, 50, 50}));
        Pixels pixels = mean.pixels().orElseThrow();
        assertEquals(2, pixels.width());
        assertArrayEquals(new byte[] {25, 25, 25, 75, 75, 75}, pixels.rgb());
    }
}
