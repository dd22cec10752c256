package org.idem.chart.file;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.idem.chart.ChartTheme;
import org.idem.chart.parallel.ParallelModel;
import org.idem.chart.parallel.ParallelPainter;
import org.idem.core.AtomicFiles;

/** Parallel coordinates in the files of charts: as an image, as vector graphics, and as a table of the chosen lines. */
public final class ParallelFile {
    private ParallelFile() {}

    /**
     * Writes what is seen, on white; CSV and LaTeX the chosen lines as a table. The file appears whole or not at all; one that
     * exists is replaced.
     *
     * @param width in points, as on the screen
     * @param height in points
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(ParallelModel model, int width, int height, ChartFormat format, Path file) {
        ParallelPainter painter = new ParallelPainter(model, ChartTheme.paper(), null, -1);
        AtomicFiles.write(file, out -> {
            switch (format) {
                case PNG -> writeImage(painter, width, height, out);
                case SVG -> out.write(SvgDocument.of(model.title(), width, height, g -> painter.paint(g, width, height))
                        .getBytes(StandardCharsets.UTF_8));
                case PDF -> PdfWriter.write(model.title(), width, height, g -> painter.paint(g, width, height), out);
                case CSV -> out.write(model.table().csv().getBytes(StandardCharsets.UTF_8));
                case TEX -> out.write(model.table().booktabs().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void writeImage(ParallelPainter painter, int width, int height, OutputStream out)
            throws IOException {
        double scale = (double) PngWriter.USUAL_DPI / PngWriter.POINTS_PER_INCH;
        BufferedImage image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(scale, scale);
            painter.paint(g, width, height);
        } finally {
            g.dispose();
        }
        PngWriter.write(image, PngWriter.USUAL_DPI, out);
    }
}
