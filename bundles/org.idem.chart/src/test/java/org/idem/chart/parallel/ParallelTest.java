package org.idem.chart.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.idem.chart.ChartTheme;
import org.idem.chart.file.ChartFormat;
import org.idem.chart.file.ParallelFile;
import org.idem.chart.parallel.ParallelModel.Brush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelTest {
    private static final ParallelModel MODEL = new ParallelModel(
            "runs",
            List.of(
                    ParallelAxis.ofNumbers("lr", "lr", new double[] {0.001, 0.1, 0.01}),
                    ParallelAxis.ofWords("net", "net", List.of("R100", "R50")),
                    ParallelAxis.ofNumbers("acc", "accuracy", new double[] {0.9, 0.8})),
            List.of(
                    new ParallelLine("a", "run a", 0, new double[] {0.001, 1, 0.9}),
                    new ParallelLine("b", "run b", 1, new double[] {0.1, 0, 0.8}),
                    new ParallelLine("c", "run c", 2, new double[] {0.01, 0, Double.NaN})));

    private static ParallelLayout paint(ParallelModel model, BufferedImage image) {
        Graphics2D g = image.createGraphics();
        try {
            return new ParallelPainter(model, ChartTheme.paper(), null, -1)
                    .paint(g, image.getWidth(), image.getHeight());
        } finally {
            g.dispose();
        }
    }

    private static BufferedImage image() {
        return new BufferedImage(600, 300, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static List<String> chosen(ParallelModel model) {
        return model.chosen().stream().map(ParallelLine::key).toList();
    }

    @Test
    void numbersOfSeveralDecadesStandOnALogarithmicAxis() {
        assertEquals(0.5, MODEL.axes().get(0).place(0.01), 1e-9);
        assertEquals(0.01, MODEL.axes().get(0).value(0.5), 1e-9);
        assertFalse(MODEL.axes().get(2).log());
        assertEquals(0.5, ParallelAxis.ofNumbers("x", "x", new double[] {3, 3}).place(3), 1e-9, "all the same");
    }

    @Test
    void anAxisOfOneValueHasThatNumberAlone(@TempDir Path folder) throws IOException {
        ParallelAxis axis = ParallelAxis.ofNumbers("x", "x", new double[] {0.75, 0.75});
        ParallelLine line = new ParallelLine("a", "a", 0, new double[] {0.75, 0.75});
        Path file = folder.resolve("one.svg");
        ParallelFile.write(
                new ParallelModel("one", List.of(axis, axis), List.of(line)), 600, 300, ChartFormat.SVG, file);
        String svg = Files.readString(file);
        assertTrue(svg.contains(">0.75</text>"), svg);
        assertFalse(svg.contains(">0.375</text>") || svg.contains(">1.125</text>"), svg);
    }

    @Test
    void valuesThatDifferInTheirLastBitsAreDrawnToAnEnd() {
        double[][] pairs = {
            {0.9816666666666666, 0.9816666666666667}, {1e15, Math.nextUp(1e15)}, {-0.1, Math.nextUp(-0.1)}
        };
        for (double[] values : pairs) {
            ParallelAxis axis = ParallelAxis.ofNumbers("x", "x", values);
            ParallelModel model = new ParallelModel(
                    "close",
                    List.of(axis, axis),
                    List.of(new ParallelLine("a", "a", 0, values), new ParallelLine("b", "b", 1, values)));
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> paint(model, image()), Arrays.toString(values));
        }
    }

    @Test
    void brushesChooseTogetherAndWhatIsMissingIsChosenByNone() {
        assertEquals(List.of("a", "b", "c"), chosen(MODEL));
        ParallelModel low = MODEL.withBrush(0, new Brush(0, 0.6));
        assertEquals(List.of("a", "c"), chosen(low));
        assertEquals(List.of("a"), chosen(low.withBrush(2, new Brush(0, 1))));
        assertEquals(List.of(), chosen(low.withBrush(2, new Brush(0, 0.5))));
        assertEquals(List.of("a", "b", "c"), chosen(low.withBrush(0, null)));
    }

    @Test
    void linesAreFoundWhereTheyAreDrawn() {
        BufferedImage image = image();
        ParallelLayout layout = paint(MODEL, image);
        double quarter = layout.x(0) + layout.spacing() / 4;
        double end = layout.y(MODEL.place(MODEL.lines().get(0), 1));
        double y = layout.y(0) + (end - layout.y(0)) / 4;
        assertEquals("a", layout.lineAt(MODEL, quarter, y).orElseThrow().key());
        int rgb = image.getRGB((int) quarter, (int) Math.round(y));
        assertNotEquals(0xFFFFFF, rgb & 0xFFFFFF);
        assertEquals(0, layout.axisAt(MODEL, layout.x(0) + 5));
        assertEquals(-1, layout.axisAt(MODEL, quarter));
        assertTrue(layout.y(Double.NaN) > layout.y(0), "what is missing stands below the axis");
        ParallelModel brushed = MODEL.withBrush(0, new Brush(0.9, 1));
        assertTrue(layout.lineAt(brushed, quarter, y).isEmpty(), "pale lines are not meant");
    }

    @Test
    void filesHaveWhatIsSeen(@TempDir Path folder) throws IOException {
        for (ChartFormat format : ChartFormat.values()) {
            ParallelFile.write(MODEL, 600, 300, format, folder.resolve("runs" + format.extension()));
        }
        assertEquals(
                "name,lr,net,accuracy\nrun a,0.001,R50,0.9\nrun b,0.1,R100,0.8\nrun c,0.01,R100,\n",
                Files.readString(folder.resolve("runs.csv")));
        String svg = Files.readString(folder.resolve("runs.svg"));
        assertTrue(svg.contains(">accuracy</text>") && svg.contains(">R100</text>"), svg);
        assertTrue(Files.readString(folder.resolve("runs.tex")).contains("\\toprule"));
        assertTrue(Files.size(folder.resolve("runs.pdf")) > 1000);
        assertTrue(Files.size(folder.resolve("runs.png")) > 1000);
    }
}
