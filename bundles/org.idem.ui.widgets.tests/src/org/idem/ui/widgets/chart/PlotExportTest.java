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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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

    @Test
    void svgIsWellFormedAndKeepsTextAndSpikes() throws Exception {
        double[] x = IntStream.range(0, 100_000).asDoubleStream().toArray();
        double[] y = IntStream.range(0, 100_000)
                .mapToDouble(i -> i == 77_777 ? 10 : 1)
                .toArray();
        ChartSeries series =
                ChartSeries.line("a < b & c", 1, x, y).withBand(x, y, y).withNotFinite(new double[] {5});
        LineChartModel model = new LineChartModel(
                "loss", "step", "value", List.of(series), List.of(new LineChartModel.Marker(500, "here")));
        Path file = folder.resolve("chart.svg");
        PlotExport.svg(model, Viewport.FIT, 640, 400, file);
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        NodeList texts = svg.getElementsByTagName("text");
        List<String> words = IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
        assertTrue(words.containsAll(List.of("loss", "a < b & c", "step", "value", "here", "40,000")), words::toString);
        String source = Files.readString(file);
        assertTrue(source.length() < 400_000, source.length() + " characters");
        assertTrue(source.contains("stroke=\"#D55E00\""));
    }
}
