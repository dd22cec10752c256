package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotExportTest {
    @TempDir
    Path folder;

    @Test
    void csvHasEveryPointToTheLastDigit() throws IOException {
        ChartSeries plain = ChartSeries.line("a, \"b\"", 0, new double[] {0, 10}, new double[] {1.0 / 3, Double.NaN});
        ChartSeries banded = ChartSeries.line("c", 1, new double[] {5}, new double[] {2})
                .withBand(new double[] {5}, new double[] {1}, new double[] {3});
        Path file = folder.resolve("chart.csv");
        long rows = PlotExport.csv(new LineChartModel("t", "step", "", List.of(plain, banded)), file);
        assertEquals(3, rows);
        assertEquals(
                List.of(
                        "series,step,y,low,high",
                        "\"a, \"\"b\"\"\",0,0.3333333333333333,,",
                        "\"a, \"\"b\"\"\",10,NaN,,",
                        "c,5,2.0,1.0,3.0"),
                Files.readAllLines(file));
    }

    @Test
    void csvIsNeverSampled() throws IOException {
        double[] x = IntStream.range(0, 100_000).asDoubleStream().toArray();
        Path file = folder.resolve("long.csv");
        assertEquals(
                100_000,
                PlotExport.csv(new LineChartModel("t", "", "", List.of(ChartSeries.line("s", 0, x, x))), file));
        assertEquals(100_001, Files.readAllLines(file).size());
    }

    @Test
    void pngHasTheAskedResolution() throws IOException {
        double[] x = {0, 1, 2};
        LineChartModel model = new LineChartModel("t", "x", "y", List.of(ChartSeries.line("s", 1, x, x)));
        Path file = folder.resolve("chart.png");
        PlotExport.png(model, Viewport.FIT, 400, 300, 2, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(800, image.getWidth());
        assertEquals(600, image.getHeight());
        assertEquals(0xFFFFFFFF, image.getRGB(1, 1));
        long line = IntStream.range(0, 800 * 600)
                .filter(i -> (image.getRGB(i % 800, i / 800) & 0xFFFFFF) == 0xD55E00)
                .count();
        assertTrue(line > 500, line + " pixels of the line");
    }
}
