package org.idem.chart.file;

import java.awt.Color;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.idem.chart.AxisMapping;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.axis.AxisScale;
import org.idem.chart.axis.DataRange;
import org.idem.chart.axis.ProbitTicks;
import org.idem.chart.paint.ReducedCurves;
import org.idem.core.TextTable;

/**
 * Charts as a {@code tikzpicture} of PGFPlots, to be read by {@code \input}: the visible part, curves reduced to what a column
 * of a paper shows, with their extremes. Labels are LaTeX text.
 */
final class PgfWriter {
    private static final int COLUMNS = 400;
    private static final int ROOM_PER_TICK = 36;
    private static final String[] DASHES = {"solid", "dashed", "densely dotted"};

    private final ChartFormat.Drawing drawing;
    private final Writer out;
    private final AxisRange x;
    private final AxisRange y;

    private PgfWriter(ChartFormat.Drawing drawing, Writer out) {
        this.drawing = drawing;
        this.out = out;
        x = DataRange.x(drawing.model(), drawing.view());
        y = DataRange.y(drawing.model(), drawing.view(), x);
    }

    static void write(ChartFormat.Drawing drawing, OutputStream stream) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        new PgfWriter(drawing, writer).write();
        writer.flush();
    }

    private void write() throws IOException {
        line("% needs \\usepackage{pgfplots} \\pgfplotsset{compat=1.16}");
        line("\\begin{tikzpicture}");
        for (ChartSeries series : drawing.model().series()) {
            Color color = drawing.theme().color(series.color());
            line("\\definecolor{" + color(series) + "}{RGB}{" + color.getRed() + "," + color.getGreen() + ","
                    + color.getBlue() + "}");
        }
        line("\\begin{axis}[");
        line("  width=\\linewidth, height=0.6\\linewidth, unbounded coords=jump, filter discard warning=false,");
        line("  title={" + TextTable.latex(drawing.model().title()) + "}, xlabel={"
                + TextTable.latex(drawing.model().x().label()) + "}, ylabel={"
                + TextTable.latex(drawing.model().y().label()) + "},");
        line("  xmode=" + mode(drawing.view().logX()) + ", ymode="
                + mode(drawing.view().logY()) + ",");
        line("  xmin=" + atX(x.low()) + ", xmax=" + atX(x.high()) + ", ymin=" + atY(y.low()) + ", ymax=" + atY(y.high())
                + ",");
        ticks("x", x, drawing.view().mapX());
        ticks("y", y, drawing.view().mapY());
        line("  legend style={draw=none, fill=none, font=\\small}, legend cell align=left, axis lines=left]");
        for (ChartSeries series : drawing.model().series()) {
            write(series);
        }
        for (ChartMark mark : drawing.model().marks()) {
            write(mark);
        }
        line("\\end{axis}");
        line("\\end{tikzpicture}");
    }

    private static String color(ChartSeries series) {
        return "idem" + series.color();
    }

    /** PGFPlots knows no axis of normal deviates: it gets a linear one of deviates whose ticks say the rates. */
    private void ticks(String axis, AxisRange range, AxisMapping mapping) throws IOException {
        if (mapping != AxisMapping.PROBIT) {
            return;
        }
        List<Double> rates = ProbitTicks.of(new AxisScale(range, mapping, 0, COLUMNS), ROOM_PER_TICK);
        String places = rates.stream()
                .map(rate -> Double.toString(mapping.toScale(rate)))
                .collect(Collectors.joining(","));
        String labels =
                rates.stream().map(ProbitTicks::label).map(TextTable::latex).collect(Collectors.joining(","));
        line("  " + axis + "tick={" + places + "}, " + axis + "ticklabels={" + labels + "},");
    }

    private double atX(double value) {
        return place(value, drawing.view().mapX());
    }

    private double atY(double value) {
        return place(value, drawing.view().mapY());
    }

    private static double place(double value, AxisMapping mapping) {
        return mapping == AxisMapping.PROBIT ? mapping.toScale(value) : value;
    }

    private static String mode(boolean log) {
        return log ? "log" : "normal";
    }

    private void write(ChartSeries series) throws IOException {
        AxisScale columns = new AxisScale(x, drawing.view().mapX(), 0, COLUMNS);
        if (series.band() != null) {
            ReducedCurves.Points band =
                    ReducedCurves.band(series, columns, drawing.view().mapY().isPositive());
            line("\\addplot[draw=none, fill=" + color(series) + ", fill opacity=0.22, forget plot] coordinates {");
            for (int i = 0; i < band.x().length; i++) {
                point(band.x()[i], band.low()[i]);
            }
            for (int i = band.x().length - 1; i >= 0; i--) {
                point(band.x()[i], band.high()[i]);
            }
            line("} -- cycle;");
        }
        ReducedCurves.Points curve =
                ReducedCurves.line(series, columns, drawing.view().mapY().isPositive());
        String dash = DASHES[series.color() / drawing.theme().palette().size() % DASHES.length];
        String dots = series.hasDots() ? ", mark=*, mark size=1.5pt" : ", no marks";
        line("\\addplot[" + color(series) + ", thick, " + dash + dots + "] coordinates {");
        for (int i = 0; i < curve.x().length; i++) {
            point(curve.x()[i], curve.low()[i]);
        }
        line("};");
        line("\\addlegendentry{" + TextTable.latex(series.name()) + "}");
    }

    private void point(double at, double value) throws IOException {
        line("(" + atX(at) + "," + (Double.isNaN(value) ? "nan" : Double.toString(atY(value))) + ")");
    }

    private void write(ChartMark mark) throws IOException {
        if (mark instanceof ChartMark.VerticalLine vertical && x.contains(vertical.x())) {
            across(place(vertical.x(), y.low()), place(vertical.x(), y.high()), "below right", vertical.label());
        } else if (mark instanceof ChartMark.HorizontalLine horizontal && y.contains(horizontal.y())) {
            across(place(x.low(), horizontal.y()), place(x.high(), horizontal.y()), "above left", horizontal.label());
        }
    }

    private void across(String from, String to, String where, String label) throws IOException {
        line("\\draw[gray, dashed] " + from + " -- " + to + " node[" + where + ", font=\\small] {"
                + TextTable.latex(label) + "};");
    }

    private String place(double across, double up) {
        return "(axis cs:" + atX(across) + "," + atY(up) + ")";
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
