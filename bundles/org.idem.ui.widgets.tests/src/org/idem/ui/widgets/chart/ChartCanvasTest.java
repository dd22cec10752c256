package org.idem.ui.widgets.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.file.ChartFormat;
import org.idem.ui.widgets.UiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartCanvasTest extends UiTest {
    @TempDir
    Path folder;

    private static LineChartModel curve(int points) {
        double[] x = IntStream.range(0, points).asDoubleStream().toArray();
        double[] y = IntStream.range(0, points)
                .mapToDouble(i -> 2 + Math.sin(12.0 * i / points))
                .toArray();
        return new LineChartModel("train/loss", "step", "loss", List.of(ChartSeries.line("run", 0, x, y)));
    }

    private ChartCanvas openChart(Color background) {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        chart.setBackground(background);
        chart.setModel(curve(2000));
        open();
        untilDrawn(chart);
        return chart;
    }

    private void untilDrawn(ChartCanvas chart) {
        AtomicInteger frames = new AtomicInteger();
        updates.postLatest("after the chart", frames::incrementAndGet);
        until("the chart is drawn", () -> frames.get() > 0 && chart.picture() != null);
    }

    private ChartCanvas openChart() {
        return openChart(new Color(255, 255, 255));
    }

    @Test
    void aLightThemeDrawsDarkLinesOnWhite() {
        ImageData image = picture(openChart(new Color(246, 245, 244)));
        assertTrue(pixelsOf(image, new Color(255, 255, 255)) > image.width * image.height / 2);
        assertTrue(pixelsOf(image, new Color(0x00, 0x72, 0xB2)) > 300);
    }

    @Test
    void aDarkThemeDrawsLightLinesOnItsBackground() {
        ImageData image = picture(openChart(new Color(0x2F, 0x2F, 0x2F)));
        assertTrue(pixelsOf(image, new Color(0x2F, 0x2F, 0x2F)) > image.width * image.height / 2);
        assertTrue(pixelsOf(image, new Color(0x3D, 0x9B, 0xD9)) > 300);
        assertEquals(0, pixelsOf(image, new Color(255, 255, 255)));
    }

    @Test
    void aChangedThemeIsDrawnAtOnce() {
        ChartCanvas chart = openChart();
        chart.setBackground(new Color(0x2F, 0x2F, 0x2F));
        assertTrue(pixelsOf(picture(chart), new Color(0x3D, 0x9B, 0xD9)) > 300);
    }

    @Test
    void newDataKeepsTheZoom() {
        ChartCanvas chart = openChart();
        wheel(chart, 400, 300, 3, 0);
        untilDrawn(chart);
        Viewport zoomed = chart.viewport();
        assertTrue(zoomed.isZoomed());
        for (int i = 1; i < 20; i++) {
            chart.setModel(curve(2000 + 50 * i));
        }
        untilDrawn(chart);
        assertEquals(zoomed, chart.viewport());
        assertEquals(zoomed.x(), chart.picture().x().range());
    }

    @Test
    void theWheelZoomsWhereTheMouseIs() {
        ChartCanvas chart = openChart();
        double under = chart.picture().x().value(300);
        wheel(chart, 300, 300, 3, 0);
        untilDrawn(chart);
        // Labels of another width may move the axis by a few points.
        assertEquals(300, chart.picture().x().pixel(under), 4);
        assertNull(chart.viewport().y());
        wheel(chart, 300, 300, 3, SWT.MOD1);
        assertTrue(chart.viewport().y() != null);
    }

    @Test
    void aDragZoomsToItsBoxAndBackspaceUndoesIt() {
        ChartCanvas chart = openChart();
        List<Viewport> told = new ArrayList<>();
        chart.addViewListener(told::add);
        double left = chart.picture().x().value(200);
        double top = chart.picture().y().value(150);
        drag(chart, 200, 150, 500, 350, 0);
        assertEquals(left, chart.viewport().x().low(), 1e-9);
        assertEquals(top, chart.viewport().y().high(), 1e-9);
        assertEquals(1, told.size());
        key(chart, SWT.BS, 0);
        assertEquals(Viewport.FIT, chart.viewport());
        drag(chart, 200, 300, 500, 303, 0);
        assertNull(chart.viewport().y());
        mouse(chart, SWT.MouseDoubleClick, 300, 300, 0);
        assertEquals(Viewport.FIT, chart.viewport());
        drag(chart, 200, 300, 202, 301, 0);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    @Test
    void shiftAndDragPansInOneStep() {
        ChartCanvas chart = openChart();
        key(chart, 'f', 0);
        drag(chart, 500, 300, 400, 300, SWT.SHIFT);
        assertTrue(chart.viewport().x().low() > 0);
        key(chart, SWT.BS, 0);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    private void drag(ChartCanvas chart, int x1, int y1, int x2, int y2, int stateMask) {
        mouse(chart, SWT.MouseDown, x1, y1, stateMask);
        mouse(chart, SWT.MouseMove, (x1 + x2) / 2, (y1 + y2) / 2, SWT.BUTTON1 | stateMask);
        mouse(chart, SWT.MouseMove, x2, y2, SWT.BUTTON1 | stateMask);
        mouse(chart, SWT.MouseUp, x2, y2, SWT.BUTTON1 | stateMask);
        untilDrawn(chart);
    }

    @Test
    void escapeGivesUpADrag() {
        ChartCanvas chart = openChart();
        mouse(chart, SWT.MouseDown, 200, 200, 0);
        mouse(chart, SWT.MouseMove, 500, 400, SWT.BUTTON1);
        key(chart, SWT.ESC, 0);
        mouse(chart, SWT.MouseUp, 500, 400, SWT.BUTTON1);
        assertEquals(Viewport.FIT, chart.viewport());
    }

    @Test
    void singleValuesAroundASmoothedCurveStayVisible() {
        ChartCanvas chart = openChart();
        double[] x = {0, 1, 2, 3};
        double[] raw = {1, 3, 1, 3};
        double[] smoothed = {2, 2, 2, 2};
        ChartSeries line = ChartSeries.line("run", 0, x, smoothed);
        chart.setModel(new LineChartModel("t", "x", "y", List.of(line)));
        untilDrawn(chart);
        int alone = blueish(picture(chart));
        chart.setModel(new LineChartModel("t", "x", "y", List.of(line.withBand(x, raw, raw))));
        untilDrawn(chart);
        assertTrue(blueish(picture(chart)) > alone + 1000, "raw values");
    }

    private static int blueish(ImageData image) {
        int found = 0;
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                RGB rgb = image.palette.getRGB(image.getPixel(x, y));
                found += rgb.blue - rgb.red > 20 ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void keysSwitchScalesAndSmoothing() {
        ChartCanvas chart = openChart();
        AtomicInteger smoothed = new AtomicInteger();
        chart.setSmoothing(smoothed::incrementAndGet);
        key(chart, 'l', 0);
        assertTrue(chart.viewport().logY());
        key(chart, 'l', SWT.SHIFT);
        assertTrue(chart.viewport().logX());
        untilDrawn(chart);
        assertTrue(chart.picture().x().log() && chart.picture().x().range().low() > 0);
        key(chart, 's', 0);
        assertEquals(1, smoothed.get());
        key(chart, 'l', SWT.MOD1);
        assertTrue(chart.viewport().logY());
    }

    @Test
    void theCrosshairTellsValues() {
        ChartCanvas chart = openChart();
        AtomicReference<Double> told = new AtomicReference<>();
        chart.addCrosshairListener(told::set);
        Rectangle2D plot = chart.picture().plot();
        mouse(chart, SWT.MouseMove, (int) plot.getCenterX(), (int) plot.getCenterY(), 0);
        assertEquals(1000, told.get(), 10);
        assertTrue(chart.crosshairText().startsWith("step "), chart.crosshairText());
        assertTrue(chart.crosshairText().contains("run  "), chart.crosshairText());
        double before = chart.crosshair();
        key(chart, SWT.ARROW_RIGHT, 0);
        assertTrue(chart.crosshair() > before);
        mouse(chart, SWT.MouseExit, 0, 0, 0);
        assertEquals("", chart.crosshairText());
    }

    @Test
    void aClickOrEnterPicksAValue() {
        ChartCanvas chart = openChart();
        List<Double> picked = new ArrayList<>();
        chart.addPickListener(picked::add);
        key(chart, SWT.CR, 0);
        assertTrue(picked.isEmpty(), "there is no crosshair yet");
        Rectangle2D plot = chart.picture().plot();
        int x = (int) plot.getCenterX();
        mouse(chart, SWT.MouseDown, x, (int) plot.getCenterY(), 0);
        mouse(chart, SWT.MouseUp, x, (int) plot.getCenterY(), SWT.BUTTON1);
        assertEquals(List.of(chart.picture().x().value(x)), picked);
        mouse(chart, SWT.MouseDown, 1, 1, 0);
        mouse(chart, SWT.MouseUp, 1, 1, SWT.BUTTON1);
        drag(chart, 200, 300, 500, 303, 0);
        assertEquals(1, picked.size(), "neither beside the plot nor by a drag");
        key(chart, SWT.ARROW_RIGHT, 0);
        key(chart, SWT.CR, 0);
        assertEquals(chart.crosshair(), picked.get(1));
    }

    @Test
    void marksAndMarkersAreDrawn() {
        ChartCanvas chart = openChart();
        int before = pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00));
        assertEquals(0, before);
        ChartSeries series = chart.model().series().get(0).withNotFinite(new double[] {500, 501, 1500});
        chart.setModel(new LineChartModel("train/loss", "step", "loss", List.of(series)));
        untilDrawn(chart);
        assertTrue(pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00)) > 30);
    }

    @Test
    void theStatusFollowsTheModel() {
        ChartCanvas chart = openChart();
        AtomicReference<String> status = new AtomicReference<>();
        chart.setStatus(status::set);
        assertEquals("2,000 points, none dropped", status.get());
        chart.setModel(curve(1));
        assertEquals("1 point, none dropped", status.get());
    }

    @Test
    void aFollowingChartDoesNotTellItsLeader() {
        ChartCanvas chart = openChart();
        AtomicInteger told = new AtomicInteger();
        chart.addViewListener(view -> told.incrementAndGet());
        chart.setViewport(Viewport.FIT.withX(new AxisRange(10, 20)));
        untilDrawn(chart);
        assertEquals(new AxisRange(10, 20), chart.picture().x().range());
        assertEquals(0, told.get());
    }

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
    void aModelStartsOnItsOwnScalesAndTheUsersChoiceStays() {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        open();
        LineChartModel log = new LineChartModel(
                "ROC",
                ChartAxis.log("x").within(1e-4, 1),
                ChartAxis.linear("y"),
                curve(10).series(),
                List.of());
        chart.setModel(log);
        untilDrawn(chart);
        assertTrue(chart.viewport().logX());
        assertEquals(new AxisRange(1e-4, 1), chart.picture().x().range());
        key(chart, 'l', SWT.SHIFT);
        chart.setModel(log.withMarks(List.of()));
        untilDrawn(chart);
        assertFalse(chart.viewport().logX());
    }

    @Test
    void anEmptyChartTakesEverything() {
        ChartCanvas chart = new ChartCanvas(shell, updates);
        open();
        untilDrawn(chart);
        for (int keyCode : new int[] {'l', 'f', 's', SWT.BS, SWT.ARROW_LEFT, SWT.ESC}) {
            key(chart, keyCode, 0);
        }
        key(chart, 'l', SWT.SHIFT);
        wheel(chart, 300, 300, 3, 0);
        mouse(chart, SWT.MouseMove, 300, 300, 0);
        untilDrawn(chart);
        assertTrue(chart.viewport().logX());
    }

    private static LineChartModel curves() {
        double[] x = {0, 500, 1000};
        return new LineChartModel(
                "train/loss",
                "step",
                "loss",
                List.of(
                        ChartSeries.line("low", 0, x, new double[] {1, 1, 1}).withKey("a"),
                        ChartSeries.line("short", 1, new double[] {0, 400}, new double[] {3, 3})
                                .withKey("b")));
    }

    private static void click(ChartCanvas chart, double x, double y) {
        int px = (int) Math.round(chart.picture().x().pixel(x));
        int py = (int) Math.round(chart.picture().y().pixel(y));
        mouse(chart, SWT.MouseDown, px, py, 0);
        mouse(chart, SWT.MouseUp, px, py, SWT.BUTTON1);
    }

    @Test
    void aCurveIsPointedOutByAClickAndByKeysAndOpenedByEnter() {
        ChartCanvas chart = openChart();
        chart.setModel(curves());
        untilDrawn(chart);
        List<String> pointed = new ArrayList<>();
        List<String> opened = new ArrayList<>();
        key(chart, 'n', 0);
        assertNull(chart.emphasis(), "nobody asked for it");
        chart.addCurveListener(pointed::add);
        chart.setOpening(opened::add);
        click(chart, 250, 3);
        click(chart, 250, 2);
        assertEquals(Arrays.asList("b", null), pointed);
        key(chart, 'n', 0);
        key(chart, 'n', 0);
        key(chart, 'p', 0);
        assertEquals("a", chart.emphasis());
        untilDrawn(chart);
        assertTrue(
                pixelsOf(picture(chart), new Color(0xD5, 0x5E, 0x00)) < 10,
                "the other curve is pale while one is seen");
        key(chart, SWT.CR, 0);
        assertEquals(List.of("a"), opened);
        key(chart, SWT.ESC, 0);
        assertNull(chart.emphasis());
        key(chart, SWT.CR, 0);
        assertEquals(1, opened.size());
    }

    @Test
    void aCurveWithoutAValueAtTheCrosshairSaysWhereItsNearestIs() {
        ChartCanvas chart = openChart();
        chart.setModel(curves());
        untilDrawn(chart);
        chart.setCrosshair(1000);
        assertEquals("step 1,000; low  1; short  3 (at 400)", chart.crosshairText());
    }

    @Test
    void pageDownAndUpGoToWhatHappened() {
        ChartCanvas chart = openChart();
        chart.setModel(curves().withMarks(List.of(
                new ChartMark.Event(700, "the loss is NaN, step 700", ChartMark.Sign.WARNING),
                new ChartMark.Event(300, "checkpoint, step 300", ChartMark.Sign.DIAMOND))));
        untilDrawn(chart);
        key(chart, SWT.PAGE_DOWN, 0);
        assertEquals(300, chart.crosshair());
        assertTrue(chart.crosshairText().endsWith("; checkpoint, step 300"), chart.crosshairText());
        key(chart, SWT.PAGE_DOWN, 0);
        assertTrue(chart.crosshairText().endsWith("; the loss is NaN, step 700"), chart.crosshairText());
        key(chart, SWT.PAGE_DOWN, 0);
        assertEquals(700, chart.crosshair());
        key(chart, SWT.PAGE_UP, SWT.MOD1);
        assertEquals(700, chart.crosshair(), "that key turns the pages of an editor");
        key(chart, SWT.PAGE_UP, 0);
        assertEquals(300, chart.crosshair());
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
