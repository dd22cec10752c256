package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;

class JpegFactsTest {
    private static byte[] jpeg(int type, boolean progressive, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(20, 12, type), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Optional<JpegFacts> facts(byte[] bytes) {
        return JpegFacts.of(new EncodedImage("a", ByteBuffer.wrap(bytes)));
    }

    @Test
    void framesAreRead() throws IOException {
        JpegFacts plain = facts(jpeg(BufferedImage.TYPE_INT_RGB, false, 0.8f)).orElseThrow();
        assertEquals(new JpegFacts(false, 3, "4:2:0", 80), plain);
        assertTrue(facts(jpeg(BufferedImage.TYPE_INT_RGB, true, 0.8f))
                .orElseThrow()
                .progressive());
        JpegFacts gray = facts(jpeg(BufferedImage.TYPE_BYTE_GRAY, false, 0.6f)).orElseThrow();
        assertEquals(new JpegFacts(false, 1, "", 60), gray);
    }

    @Test
    void whatIsNoJpegOrCutHasNone() throws IOException {
        byte[] whole = jpeg(BufferedImage.TYPE_INT_RGB, false, 0.8f);
        int frame = 0;
        while ((whole[frame] & 0xff) != 0xff || (whole[frame + 1] & 0xff) != 0xC0) {
            frame++;
        }
        for (int length = 0; length < frame + 19; length++) {
            assertFalse(facts(Arrays.copyOf(whole, length)).isPresent(), "cut to " + length);
        }
        assertTrue(facts(Arrays.copyOf(whole, frame + 19)).isPresent());
        assertFalse(facts(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3}).isPresent());
    }
}
