package org.idem.report;

import org.idem.chart.LineChartModel;
import org.idem.chart.file.InlineSvg;

/** Charts in the page: the drawing that the workbench shows too, with a heading and a caption as text. */
final class Figures {
    static final int WIDTH = 560;
    static final int HEIGHT = 320;

    private int count;

    /**
     * Writes a chart; a word in its place when there is nothing to draw.
     *
     * @param caption what the drawing does not say; may be empty
     * @param description what a screen reader says of the drawing
     */
    void write(Markup html, LineChartModel chart, String caption, String description) {
        html.open("figure").leaf("h3", chart.title());
        if (chart.points() == 0) {
            html.leaf("p", "Nothing was logged.", "class", "none");
        } else {
            html.append(InlineSvg.of(chart, "chart-" + ++count, description, WIDTH, HEIGHT));
        }
        html.leaf("figcaption", caption).close();
    }
}
