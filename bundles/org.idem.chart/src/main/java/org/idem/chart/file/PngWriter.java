package org.idem.chart.file;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.idem.chart.paint.ChartPicture;

/** Charts as images, which say how large they are on paper. */
final class PngWriter {
    static final int POINTS_PER_INCH = 96;
    static final int USUAL_DPI = 2 * POINTS_PER_INCH;

    private static final double INCHES_PER_METER = 39.3701;
    private static final String FORMAT = "javax_imageio_png_1.0";

    private PngWriter() {}

    static void write(ChartFormat.Drawing drawing, OutputStream out) throws IOException {
        BufferedImage image = ChartPicture.of(
                        drawing.model(),
                        drawing.view(),
                        drawing.theme(),
                        drawing.width(),
                        drawing.height(),
                        drawing.scale())
                .image();
        write(image, drawing.scale() * POINTS_PER_INCH, out);
    }

    static void write(BufferedImage image, double dpi, OutputStream out) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("This Java installation cannot write PNG");
        }
        ImageWriter writer = writers.next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            metadata.mergeTree(FORMAT, density(dpi));
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode density(double dpi) {
        String perMeter = Long.toString(Math.round(dpi * INCHES_PER_METER));
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", perMeter);
        physical.setAttribute("pixelsPerUnitYAxis", perMeter);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(physical);
        return root;
    }
}
