package org.idem.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures; equal pixels give equal bytes. Instances hold a native encoder and serve one thread. */
public final class ImageEncoder implements AutoCloseable {
    private final ImageWriter jpeg = ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriter png = ImageIO.getImageWritersByFormatName("png").next();

    /**
     * A baseline JPEG with 4:2:0 chroma.
     *
     * @param quality in [0, 1]
     */
    public byte[] jpeg(Pixels pixels, float quality) {
        ImageWriteParam settings = jpeg.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        return write(jpeg, settings, pixels);
    }

    /** Encodes pixels as PNG, without loss. */
    public byte[] png(Pixels pixels) {
        return write(png, png.getDefaultWriteParam(), pixels);
    }

    private static byte[] write(ImageWriter writer, ImageWriteParam settings, Pixels pixels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(toImage(pixels), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode", e);
        } finally {
            writer.setOutput(null);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage toImage(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }

    @Override
    public void close() {
        jpeg.dispose();
        png.dispose();
    }
}
