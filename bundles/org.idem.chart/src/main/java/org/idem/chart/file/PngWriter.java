package org.idem.chart.file;

import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.idem.chart.paint.ChartPicture;

/** Charts as images. */
final class PngWriter {
    private static final double PIXELS_PER_POINT = 2;

    private PngWriter() {}

    static void write(ChartFormat.Drawing drawing, OutputStream out) throws IOException {
        ChartPicture picture = ChartPicture.of(
                drawing.model(), drawing.view(), drawing.theme(), drawing.width(), drawing.height(), PIXELS_PER_POINT);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture.image(), "png", stream)) {
                throw new IOException("This Java installation cannot write PNG");
            }
        }
    }
}
