package org.idem.chart.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Charts as scalable vector graphics in which curves are paths and text stays text. */
final class SvgWriter {
    /** Finer than any printer: curves are reduced to columns of a quarter of a point. */
    private static final double COLUMNS_PER_POINT = 4;

    private SvgWriter() {}

    static void write(ChartFormat.Drawing drawing, OutputStream out) throws IOException {
        SvgDocument document = new SvgDocument(drawing, "", COLUMNS_PER_POINT, true);
        document.setTitle(drawing.model().title());
        out.write(document.serialize(true).getBytes(StandardCharsets.UTF_8));
    }
}
