package org.idem.chart.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.core.AtomicFiles;

/** The kinds of files that a chart can be written to. */
public enum ChartFormat {
    /** Pixels, two for each point unless asked otherwise; the file tells how many there are to an inch. */
    PNG("Image", PngWriter::write),
    /** Scalable, for the web and for editing; text stays text. */
    SVG("Vector graphics", SvgWriter::write),
    /** Scalable, for papers; text stays text and its font is embedded. */
    PDF("PDF for papers", PdfWriter::write),
    /** Every point as numbers, whatever the view. */
    CSV("All points", (drawing, out) -> CsvWriter.write(drawing.model(), out)),
    /** A picture of PGFPlots, to be read into a paper by LaTeX. */
    TEX("PGFPlots for LaTeX", PgfWriter::write);

    /**
     * What is drawn.
     *
     * @param width in points
     * @param height in points
     * @param scale pixels for each point, where there are pixels
     */
    record Drawing(LineChartModel model, Viewport view, ChartTheme theme, int width, int height, double scale) {}

    @FunctionalInterface
    private interface Writer {
        void write(Drawing drawing, OutputStream out) throws IOException;
    }

    private final String description;
    private final Writer writer;

    ChartFormat(String description, Writer writer) {
        this.description = description;
        this.writer = writer;
    }

    /** The format that a file's ending stands for; empty for other endings. */
    public static Optional<ChartFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.extension()))
                .findFirst();
    }

    /** What it is for, in a few words. */
    public String description() {
        return description;
    }

    /** The ending of its files, with the dot. */
    public String extension() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a chart as it is seen, on white. The file appears whole or not at all; one that exists is replaced. May take
     * long for many points: not for a UI thread.
     *
     * @param width in points, as on the screen
     * @param height in points
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void write(LineChartModel model, Viewport view, int width, int height, Path file) {
        write(model, view, width, height, PngWriter.USUAL_DPI, file);
    }

    /** The same with so many pixels for an inch, of which a point is the 96th part. */
    public void write(LineChartModel model, Viewport view, int width, int height, int dpi, Path file) {
        double scale = (double) dpi / PngWriter.POINTS_PER_INCH;
        Drawing drawing = new Drawing(model, view, ChartTheme.paper(), width, height, scale);
        AtomicFiles.write(file, out -> writer.write(drawing, out));
    }
}
