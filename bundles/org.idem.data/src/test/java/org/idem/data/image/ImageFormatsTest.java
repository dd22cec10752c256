package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class ImageFormatsTest {

    private static Pixels picture() {
        byte[] rgb = new byte[3 * 40 * 30];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (128 + 100 * Math.sin(i * 0.01));
        }
        return new Pixels(40, 30, rgb);
    }

    private static Pixels decode(byte[] bytes) {
        return ImageDecoder.decode(new EncodedImage("test", ByteBuffer.wrap(bytes)));
    }

    private static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    @Test
    void pngLosesNothing() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            assertArrayEquals(picture().rgb(), decode(encoder.png(picture())).rgb());
        }
    }

    @Test
    void jpegLosesLittle() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            Pixels back = decode(encoder.jpeg(picture(), 0.95f));
            double sum = 0;
            for (int i = 0; i < back.rgb().length; i++) {
                sum += Math.abs((back.rgb()[i] & 0xff) - (picture().rgb()[i] & 0xff));
            }
            assertTrue(sum / back.rgb().length < 4);
            assertArrayEquals(encoder.jpeg(picture(), 0.9f), encoder.jpeg(picture(), 0.9f));
        }
    }

    @Test
    void grayKeepsItsSamples() throws IOException {
        BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 256; i++) {
            gray.getRaster().setSample(i % 16, i / 16, 0, i);
            deep.getRaster().setSample(i % 16, i / 16, 0, i * 257);
        }
        for (byte[] bytes : new byte[][] {write(gray, "png"), write(deep, "png"), write(gray, "bmp")}) {
            Pixels pixels = decode(bytes);
            for (int i = 0; i < 256; i++) {
                assertEquals(i, pixels.rgb()[3 * i] & 0xff);
                assertEquals(i, pixels.rgb()[3 * i + 2] & 0xff);
            }
        }
    }

    @Test
    void transparencyIsDropped() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80112233);
        image.setRGB(1, 0, 0xff445566);
        assertArrayEquals(
                new byte[] {0x11, 0x22, 0x33, 0x44, 0x55, 0x66},
                decode(write(image, "png")).rgb());
    }

    @Test
    void paletteAndBmp() throws IOException {
        BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(1, 1, 0xffff0000);
        assertEquals((byte) 0xff, decode(write(image, "png")).rgb()[15]);
        BufferedImage bmp = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        bmp.setRGB(0, 0, 0x010203);
        byte[] rgb = decode(write(bmp, "bmp")).rgb();
        assertArrayEquals(new byte[] {1, 2, 3}, java.util.Arrays.copyOf(rgb, 3));
    }

    @Test
    void fourInksBecomeRgb() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, new int[] {200, 100, 50, 255});
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        }
        byte[] rgb = decode(out.toByteArray()).rgb();
        assertEquals(200, rgb[0] & 0xff, 3);
        assertEquals(100, rgb[1] & 0xff, 3);
        assertEquals(50, rgb[2] & 0xff, 3);
    }

    @Test
    void absurdSizesAreRefusedBeforeAllocating() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            byte[] png = encoder.png(picture());
            png[16] = 0x00;
            png[17] = 0x7f;
            png[20] = 0x00;
            png[21] = 0x7f;
            DamagedImageException e = assertThrows(DamagedImageException.class, () -> decode(png));
            assertTrue(e.kind().equals("too-large") || e.kind().equals("corrupt-image"), e.kind());
        }
    }

    @Test
    void cutPngIsDamaged() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            byte[] png = encoder.png(picture());
            for (int length = 0; length < png.length - 12; length += 10) {
                byte[] cut = java.util.Arrays.copyOf(png, length);
                assertThrows(DamagedImageException.class, () -> decode(cut));
            }
        }
    }

    @Test
    void scaledToFit() {
        try (ImageEncoder encoder = new ImageEncoder()) {
            EncodedImage image = new EncodedImage("test", ByteBuffer.wrap(encoder.png(picture())));
            Pixels small = ImageDecoder.decodeScaled(image, 20);
            assertEquals(20, small.width());
            assertEquals(15, small.height());
            assertEquals(40, ImageDecoder.decodeScaled(image, 64).width());
        }
    }

    /** One pixel of 16 bits in BITFIELDS (5-6-5) and in plain form (5-5-5), widened by OpenCV's shifts. */
    @Test
    void sixteenBitBitmapsAreWidened() {
        int pixel565 = 9 << 11 | 24 << 5 | 17;
        ByteBuffer with =
                bitmap(3, 66).putInt(0xf800).putInt(0x07e0).putInt(0x001f).putInt(pixel565);
        assertArrayEquals(
                new byte[] {72, 96, (byte) 136},
                ImageDecoder.decode(picture(with)).rgb());
        int pixel555 = 9 << 10 | 24 << 5 | 31;
        ByteBuffer plain = bitmap(0, 54).putInt(pixel555);
        assertArrayEquals(
                new byte[] {72, (byte) 192, (byte) 248},
                ImageDecoder.decode(picture(plain)).rgb());
    }

    private static EncodedImage picture(ByteBuffer file) {
        return new EncodedImage("b.bmp", file.flip());
    }

    private static ByteBuffer bitmap(int compression, int pixelsAt) {
        ByteBuffer b = ByteBuffer.allocate(pixelsAt + 4).order(ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 'B').put((byte) 'M').putInt(b.capacity()).putInt(0).putInt(pixelsAt);
        b.putInt(40).putInt(1).putInt(1).putShort((short) 1).putShort((short) 16);
        return b.putInt(compression)
                .putInt(4)
                .putInt(2835)
                .putInt(2835)
                .putInt(0)
                .putInt(0);
    }
}
