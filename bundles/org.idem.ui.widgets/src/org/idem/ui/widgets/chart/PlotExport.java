package org.idem.ui.widgets.chart;

import java.awt.Color;
import java.awt.Font;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Charts as files. Existing files are replaced. */
public final class PlotExport {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private PlotExport() {}

    /**
     * All points of all series, in long form: {@code series,x,y} with {@code low,high} where the series has a band over
     * the same x. Numbers are written so that reading them gives the same double.
     *
     * @return rows written, without the header
     */
    public static long csv(LineChartModel model, Path file) throws IOException {
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("series," + quote(name(model.xLabel(), "x")) + "," + quote(name(model.yLabel(), "y"))
                    + ",low,high\n");
            for (ChartSeries series : model.series()) {
                for (int i = 0; i < series.x().length; i++) {
                    out.write(row(series, i));
                    rows++;
                }
            }
        }
        return rows;
    }

    private static String row(ChartSeries series, int i) {
        ChartSeries.Band band = series.band();
        String edges = ",";
        if (band != null && i < band.x().length && band.x()[i] == series.x()[i]) {
            edges = band.low()[i] + "," + band.high()[i];
        }
        return quote(series.name()) + "," + number(series.x()[i]) + "," + series.y()[i] + "," + edges + "\n";
    }

    /** Steps are whole numbers and should look so. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String name(String label, String otherwise) {
        return label.isBlank() ? otherwise : label;
    }

    private static String quote(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * The chart on white, for papers.
     *
     * @param width in points; the image has {@code scale} pixels for each
     */
    public static void png(LineChartModel model, Viewport view, int width, int height, double scale, Path file)
            throws IOException {
        ChartTheme paper = ChartTheme.of(false, Color.WHITE, FONT);
        ChartPicture picture = ChartPainter.paint(model, view, paper, width, height, scale);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(picture.image(), "png", out)) {
                throw new IOException("This Java installation cannot write PNG");
            }
        }
    }

    /**
     * The chart on white as scalable vector graphics.
     *
     * @param width in points
     */
    public static void svg(LineChartModel model, Viewport view, int width, int height, Path file) throws IOException {
        SvgExport.write(model, view, ChartTheme.of(false, Color.WHITE, FONT), width, height, file);
    }
}
