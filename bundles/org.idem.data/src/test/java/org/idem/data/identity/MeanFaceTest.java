package org.idem.data.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.image.BitmapEncoder;
import org.idem.data.image.EncodedImage;
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

    @Test
    void ofManyItTakesSomeThatLieEvenlyAndCanBeDecoded() {
        List<Integer> asked = new ArrayList<>();
        MeanFace mean = MeanFace.of(
                1000,
                4,
                place -> {
                    asked.add(place);
                    byte[] file = place == 250
                            ? new byte[] {1, 2, 3}
                            : BitmapEncoder.encode(new Pixels(1, 1, new byte[] {(byte) (place / 10), 0, 0}));
                    return List.of(new EncodedImage("face " + place, ByteBuffer.wrap(file)));
                },
                Progress.NONE);
        assertEquals(List.of(0, 250, 500, 750), asked);
        assertEquals(3, mean.count());
        assertArrayEquals(new byte[] {42, 0, 0}, mean.pixels().orElseThrow().rgb());
    }
}
