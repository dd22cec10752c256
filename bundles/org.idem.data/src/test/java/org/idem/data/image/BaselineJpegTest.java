package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal to the JDK's libjpeg on every picture that it takes, and declining what it should. */
class BaselineJpegTest {
    private static final String NATIVE = "javax_imageio_jpeg_image_1.0";
    private final BaselineJpeg decoder = new BaselineJpeg();

    /** Smooth shapes with noise: long and short codes, flat blocks and full ones. */
    private static BufferedImage picture(int width, int height, int noise, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(width * 31L + noise);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int r = (int) (128 + 100 * Math.sin(x / 9.0 + y / 17.0));
                int g = x > width / 2 ? 230 : (int) (128 + 127 * Math.cos(y / 5.0));
                int b = (x / 11 + y / 7) % 2 * 255;
                int n = noise == 0 ? 0 : random.nextInt(noise) - noise / 2;
                image.setRGB(x, y, clamp(r + n) << 16 | clamp(g - n) << 8 | clamp(b + n));
            }
        }
        return image;
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static byte[] encode(BufferedImage image, float quality, int across, int down, boolean optimized)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        if (settings instanceof javax.imageio.plugins.jpeg.JPEGImageWriteParam jpeg) {
            jpeg.setOptimizeHuffmanTables(optimized);
        }
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), settings);
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(NATIVE);
            IIOMetadataNode first =
                    (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
            first.setAttribute("HsamplingFactor", Integer.toString(across));
            first.setAttribute("VsamplingFactor", Integer.toString(down));
            metadata.setFromTree(NATIVE, root);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Pixels byImageIo(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, false, true);
            return JpegDecoding.decode(reader, new EncodedImage("test", ByteBuffer.wrap(bytes)));
        } finally {
            reader.dispose();
        }
    }

    private void assertEqual(byte[] bytes) throws IOException {
        Pixels mine = decoder.decode(ByteBuffer.wrap(bytes));
        assertNotNull(mine, "declined");
        Pixels theirs = byImageIo(bytes);
        assertEquals(theirs.width(), mine.width());
        assertEquals(theirs.height(), mine.height());
        assertArrayEquals(theirs.rgb(), mine.rgb());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2"})
    void everySizeAndQuality(int across, int down) throws IOException {
        for (int side = 1; side <= 35; side++) {
            BufferedImage image = picture(side, 36 - side, 40, BufferedImage.TYPE_3BYTE_BGR);
            assertEqual(encode(image, 0.9f, across, down, false));
        }
        for (float quality : new float[] {0.01f, 0.1f, 0.5f, 0.75f, 0.9f, 0.97f, 1}) {
            for (int noise : new int[] {0, 30, 400}) {
                BufferedImage image = picture(112, 112, noise, BufferedImage.TYPE_3BYTE_BGR);
                assertEqual(encode(image, quality, across, down, false));
                assertEqual(encode(image, quality, across, down, true));
            }
        }
    }

    @Test
    void grayPictures() throws IOException {
        for (int side : new int[] {1, 8, 13, 112}) {
            assertEqual(encode(picture(side, side, 40, BufferedImage.TYPE_BYTE_GRAY), 0.8f, 1, 1, false));
        }
    }

    @Test
    void viewsOfABufferAreReadWhereTheyStand() throws IOException {
        byte[] bytes = encode(picture(40, 30, 9, BufferedImage.TYPE_3BYTE_BGR), 0.9f, 2, 2, false);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 50);
        direct.position(7).put(bytes).limit(7 + bytes.length).position(7);
        Pixels pixels = decoder.decode(direct.asReadOnlyBuffer());
        assertArrayEquals(byImageIo(bytes).rgb(), pixels.rgb());
        assertEquals(7, direct.position());
    }

    @Test
    void memoryIsUsedAgain() throws IOException {
        byte[] bytes = encode(picture(40, 30, 9, BufferedImage.TYPE_3BYTE_BGR), 0.9f, 2, 2, false);
        Pixels first = decoder.decode(ByteBuffer.wrap(bytes));
        assertSame(first, decoder.decode(ByteBuffer.wrap(bytes)));
        byte[] other = encode(picture(30, 40, 9, BufferedImage.TYPE_3BYTE_BGR), 0.9f, 2, 2, false);
        assertEquals(30, decoder.decode(ByteBuffer.wrap(other)).width());
    }

    /** A picture that is cut must never come out as a whole one, wherever the cut is. */
    @Test
    void cutPicturesAreDeclined() throws IOException {
        byte[] bytes = encode(picture(48, 48, 9, BufferedImage.TYPE_3BYTE_BGR), 0.9f, 2, 2, false);
        for (int length = 0; length < bytes.length; length++) {
            assertNull(decoder.decode(ByteBuffer.wrap(bytes, 0, length)), "cut at " + length);
        }
        assertEqual(bytes);
    }

    /** One wrong byte: it ends, and what it takes is what ImageIO gives, which warns of nothing there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void wrongBytesGiveNoOtherPicture(long seed) throws IOException {
        byte[] bytes = encode(picture(32, 32, 9, BufferedImage.TYPE_3BYTE_BGR), 0.8f, 2, 2, false);
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            byte[] wrong = bytes.clone();
            int at = 2 + random.nextInt(wrong.length - 2);
            wrong[at] = (byte) random.nextInt(256);
            Pixels pixels = decoder.decode(ByteBuffer.wrap(wrong));
            if (pixels != null) {
                assertArrayEquals(byImageIo(wrong).rgb(), pixels.rgb(), "byte " + at);
            }
        }
        assertEqual(bytes);
    }
}
