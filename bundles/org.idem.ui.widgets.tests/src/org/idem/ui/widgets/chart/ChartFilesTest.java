package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.idem.chart.file.ChartFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a chart: images, files, a table of its points. */
class ChartFilesTest extends ChartFixture {
    @TempDir
    Path folder;

    @Test
    void copiesHaveTheSizeAndFilesAName() {
        ChartCanvas chart = openChart();
        Image copy = chart.copyImage();
        assertEquals(chart.getSize().x, copy.getBounds().width);
        copy.dispose();
        assertEquals("train-loss", ChartActions.fileName("train/loss"));
        assertEquals("chart", ChartActions.fileName("//"));
        assertEquals("a.csv", ChartActions.withExtension("a", 3).toString());
        assertEquals("a.pdf", ChartActions.withExtension("a", 2).toString());
        assertEquals("a.png", ChartActions.withExtension("a.png", 1).toString());
    }

    /** The libraries that write the files are there under OSGi as on a flat class path. */
    @Test
    void everyFormatIsWrittenBesideTheUiThread() throws IOException {
        ChartCanvas chart = openChart();
        for (ChartFormat format : ChartFormat.values()) {
            Path file = folder.resolve("chart" + format.extension());
            ChartActions.export(chart, file);
            until(file + " is written", () -> Files.exists(file));
        }
        assertEquals(2001, Files.readAllLines(folder.resolve("chart.csv")).size());
        ImageData image = new ImageData(folder.resolve("chart.png").toString());
        assertEquals(2 * chart.getSize().x, image.width);
        assertTrue(pixelsOf(image, new Color(0x00, 0x72, 0xB2)) > 300);
        String svg = Files.readString(folder.resolve("chart.svg"));
        assertTrue(svg.contains(">train/loss</text>") && svg.contains("rgb(0,114,178)"), svg);
        byte[] pdf = Files.readAllBytes(folder.resolve("chart.pdf"));
        assertTrue(pdf.length > 3000 && new String(pdf, 0, 5, StandardCharsets.US_ASCII).equals("%PDF-"));
    }

    @Test
    void tListsThePointsInATable() {
        ChartCanvas chart = openChart();
        chart.setModel(curves());
        untilDrawn(chart);
        key(chart, 't', 0);
        until("the table is there", () -> table() != null);
        Table table = table();
        assertEquals(
                List.of("step", "low", "short"),
                Arrays.stream(table.getColumns()).map(TableColumn::getText).toList());
        assertEquals(4, table.getItemCount());
        assertEquals("400", table.getItem(1).getText(0));
        assertEquals("", table.getItem(1).getText(1));
        assertEquals("3", table.getItem(1).getText(2));
        table.getShell().close();
    }

    private Table table() {
        for (Shell other : shell.getShells()) {
            if (other.getText().equals("Values of train/loss") && other.getChildren().length > 0) {
                return find(other);
            }
        }
        return null;
    }

    private static Table find(Composite in) {
        for (Control child : in.getChildren()) {
            Table found = child instanceof Table table ? table : child instanceof Composite c ? find(c) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
