package org.idem.input.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformOp.ChannelOrder;
import org.idem.input.transform.TransformOp.Normalization;
import org.idem.input.transform.TransformOp.Nothing;
import org.junit.jupiter.api.Test;

class TransformPipelineTest {
    private static final Pixels TWO = new Pixels(2, 1, new byte[] {0, 10, 20, (byte) 255, 110, 120});

    @Test
    void normalisedAndChannelsFirst() {
        float scale = 1 / 255f;
        float[] half = {0.5f, 0.5f, 0.5f};
        TransformPipeline transforms = TransformPipeline.of(
                List.of(new ChannelOrder(true), new Normalization(scale, half, half), new Nothing()));
        float[] out = new float[7];
        transforms.apply(TWO, 1, out, 1);
        assertEquals(-1, out[1]);
        assertEquals(1, out[2], 1e-6);
        assertEquals((10 * scale - 0.5f) / 0.5f, out[3]);
        assertEquals((120 * scale - 0.5f) / 0.5f, out[6]);
    }

    @Test
    void blueFirst() {
        float[] out = new float[6];
        TransformPipeline.of(List.of(new ChannelOrder(false))).apply(TWO, 1, out, 0);
        assertArrayEquals(new float[] {20, 120, 10, 110, 0, 255}, out);
    }

    @Test
    void mirrorsHalfOfThePictures() {
        TransformPipeline transforms = TransformPipeline.of(List.of(FlipTransform.of(1)));
        float[] out = new float[6];
        int mirrored = 0;
        for (int seed = 0; seed < 1000; seed++) {
            transforms.apply(TWO, seed, out, 0);
            mirrored += out[0] == 255 ? 1 : 0;
        }
        assertTrue(mirrored > 430 && mirrored < 570, "mirrored " + mirrored);
        transforms.deterministic().apply(TWO, 3, out, 0);
        assertEquals(0, out[0]);
    }

    @Test
    void mirrorsUpsideDown() {
        Pixels column = new Pixels(1, 2, new byte[] {1, 1, 1, 2, 2, 2});
        TransformPipeline transforms = TransformPipeline.of(List.of(FlipTransform.of(0)));
        float[] out = new float[6];
        int seed = 0;
        do {
            transforms.apply(column, seed++, out, 0);
        } while (out[0] == 1);
        assertArrayEquals(new float[] {2, 1, 2, 1, 2, 1}, out);
    }

    @Test
    void resizes() {
        TransformPipeline transforms = TransformPipeline.of(List.of(new ResizeTransform(4)));
        assertEquals(4, transforms.outputWidth(112));
        float[] out = new float[48];
        transforms.apply(TWO, 0, out, 0);
        assertArrayEquals(new float[] {0, 64, 191, 255}, java.util.Arrays.copyOf(out, 4), 1);
    }
}
