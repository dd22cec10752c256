package org.idem.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a picture's header asks for is compared with the heap before anything is allocated. */
class DecodeMemoryTest {
    private static final int SIDE = 40;

    private static Pixels decode(byte[] bytes, long limit) {
        EncodedImage image = new EncodedImage("culprit", ByteBuffer.wrap(bytes));
        return ImageDecoder.decode(image, new BaselineJpeg(), DecodeMemory.of(limit));
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private static BufferedImage sixteenBits() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(SIDE, SIDE);
        return new BufferedImage(model, raster, false, null);
    }

    /** The bytes of a pixel are those of the reader's samples and three of the result. */
    @ParameterizedTest
    @CsvSource({"png,5,6", "png,10,4", "bmp,5,6", "png,16,9"})
    void aPictureTakesTheBytesOfItsSamples(String format, int type, int bytesPerPixel) throws IOException {
        BufferedImage image = type == 16 ? sixteenBits() : new BufferedImage(SIDE, SIDE, type);
        byte[] bytes = encoded(image, format);
        long needed = (long) bytesPerPixel * SIDE * SIDE;
        assertEquals(SIDE, decode(bytes, needed).width());
        DamagedImageException refused = assertThrows(DamagedImageException.class, () -> decode(bytes, needed - 1));
        assertEquals(Damage.TOO_LARGE, refused.damage());
        assertEquals("culprit", refused.key());
        assertTrue(refused.getMessage().contains(SIDE + " x " + SIDE), refused::getMessage);
    }

    /** The header alone: were it believed, there would be an end of the data, or of the memory, later. */
    @Test
    void aBombIsRefusedByItsHeader() throws IOException {
        DamagedImageException refused =
                assertThrows(DamagedImageException.class, () -> decode(pngHeader(8192, 8192, 16), 256L << 20));
        assertEquals(Damage.TOO_LARGE, refused.damage());
        assertTrue(refused.getMessage().contains("576.0 MiB"), refused::getMessage);
    }

    @Test
    void theLimitFollowsTheHeap() throws IOException {
        long heap = Runtime.getRuntime().maxMemory();
        byte[] header = pngHeader(8192, 8192, 16);
        EncodedImage image = new EncodedImage("culprit", ByteBuffer.wrap(header));
        DamagedImageException refused = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(image));
        boolean fits = 9L * 8192 * 8192 <= heap / 4;
        assertEquals(!fits, refused.damage() == Damage.TOO_LARGE, refused::getMessage);
    }

    @Test
    void aFileFullOfSomethingElseIsNoFaceCrop() {
        byte[] jpeg = new byte[(1 << 24) + 1];
        jpeg[0] = (byte) 0xff;
        jpeg[1] = (byte) 0xd8;
        assertEquals(null, new BaselineJpeg().decode(ByteBuffer.wrap(jpeg)));
    }

    private static byte[] pngHeader(int width, int height, int depth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {(byte) depth, 2, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c});
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        out.writeInt(data.length);
        out.write(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
