package org.idem.bench.fuzz;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures in the formats that data sets have. */
final class SamplePictures {
    private static final int SIDE = 48;

    private SamplePictures() {}

    private static BufferedImage painted(int type) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, SIDE, SIDE, Color.BLUE));
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.setColor(Color.WHITE);
        pen.drawOval(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
        pen.dispose();
        return image;
    }

    /**
     * A picture as ImageIO writes it.
     *
     * @param type of the {@link BufferedImage}
     */
    static byte[] of(String format, int type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(painted(type), format, bytes)) {
                throw new IllegalStateException("No writer of " + format + " takes this type");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode", e);
        }
        return bytes.toByteArray();
    }

    static byte[] jpeg() {
        return of("jpeg", BufferedImage.TYPE_INT_RGB);
    }

    static byte[] progressiveJpeg() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new javax.imageio.IIOImage(painted(BufferedImage.TYPE_INT_RGB), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
