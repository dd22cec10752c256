package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Pictures of a gradient that libwebp wrote: red grows to the right, green downwards, blue to the left. */
class WebPTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    private static final String LOSSLESS =
            "UklGRjQAAABXRUJQVlA4TCcAAAAvF8ADALkyRPQ/dhHR/wCRtk0d3L/jwcNREBIk/B9sNSaArR6o/wQA";
    private static final String LOSSY =
            "UklGRpYAAABXRUJQVlA4IIoAAADwBQCdASoYABAAPjEWiUKiISEYBAAgAwS2AE6ZQjgbwD8ANwB+s2UqcAf1XYAP4AA0HEFVAAz6AAD+/tTsF500QxxkScDOeuYeaSf/S6+UuFLHxcl//FlKjl+MpG5qc8q6jAww8PuFHONW59Nw5nglVS+TwY7KtyE8S85S/a+RB6dKB5oFAGULgAA=";
    private static final String WITH_TRANSPARENCY =
            "UklGRjQAAABXRUJQVlA4TCgAAAAvF8ADELkyRPQ/dhHR/wCRtk0d3L/jwcNREBIk/B9sdZIngJt6gPpP";

    private static EncodedImage image(byte[] bytes) {
        return new EncodedImage("a", ByteBuffer.wrap(bytes));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static double meanError(String base64) {
        Pixels pixels = ImageDecoder.decode(image(bytes(base64)));
        assertEquals(WIDTH, pixels.width());
        assertEquals(HEIGHT, pixels.height());
        double sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = 3 * (y * WIDTH + x);
                int[] expected = {10 * x, 15 * y, 255 - 10 * x};
                for (int c = 0; c < 3; c++) {
                    sum += Math.abs(expected[c] - (pixels.rgb()[at + c] & 0xff));
                }
            }
        }
        return sum / (3 * WIDTH * HEIGHT);
    }

    @Test
    void losslessIsExact() {
        assertEquals(0, meanError(LOSSLESS));
        assertEquals(0, meanError(WITH_TRANSPARENCY));
        assertEquals("webp", image(bytes(LOSSLESS)).fileEnding());
    }

    @Test
    void lossyIsClose() {
        double error = meanError(LOSSY); // libwebp: 2.2
        assertTrue(error < 6, "" + error);
    }

    @Test
    void cutPicturesAreDamaged() {
        byte[] whole = bytes(LOSSY);
        for (int length : new int[] {12, 20, whole.length / 2, whole.length - 2}) {
            EncodedImage cut = image(Arrays.copyOf(whole, length));
            DamagedImageException e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(cut));
            assertEquals("half-image", e.kind());
        }
    }

    @Test
    void hostileBytesAreDamage() {
        byte[] bytes = bytes(LOSSLESS);
        for (int i = 12; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) 0xff;
            try {
                ImageDecoder.decode(image(changed));
            } catch (DamagedImageException e) {
                assertEquals("a", e.key());
            }
        }
    }
}
