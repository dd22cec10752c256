package org.idem.chart.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.idem.chart.ChartSeries;
import org.idem.chart.DataPoints;
import org.idem.chart.LineChartModel;
import org.idem.core.TextTable;

/**
 * All points of all series, in long form: {@code series,x,y} with {@code low,high} where the series has a band over the
 * same x. Numbers are written so that reading them gives the same double.
 */
final class CsvWriter {
    private CsvWriter() {}

    static void write(LineChartModel model, OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("series," + TextTable.quoted(name(model.x().label(), "x")) + ","
                + TextTable.quoted(name(model.y().label(), "y")) + ",low,high\n");
        for (ChartSeries series : model.series()) {
            for (int i = 0; i < series.line().size(); i++) {
                writer.write(row(series, i));
            }
        }
        writer.flush();
    }

    private static String row(ChartSeries series, int i) {
        DataPoints line = series.line();
        ChartSeries.Band band = series.band();
        String edges = ",";
        if (band != null && i < band.low().size() && Double.compare(band.low().x()[i], line.x()[i]) == 0) {
            edges = band.low().y()[i] + "," + band.high().y()[i];
        }
        return TextTable.quoted(series.name()) + "," + number(line.x()[i]) + "," + line.y()[i] + "," + edges + "\n";
    }

    /** Steps are whole numbers and should look so. */
    private static String number(double value) {
        boolean whole = Math.abs(value) < 1e15 && Double.compare(value, (double) (long) value) == 0;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private static String name(String label, String otherwise) {
        return label.isBlank() ? otherwise : label;
    }
}
