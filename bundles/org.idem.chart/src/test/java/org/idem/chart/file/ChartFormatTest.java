package org.idem.chart.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.idem.chart.AxisMapping;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ChartFormatTest {
    private static final int ORANGE = 0xD55E00;

    @TempDir
    private Path folder;

    private Path write(ChartFormat format, LineChartModel model) {
        Path file = folder.resolve("chart" + format.extension());
        format.write(model, Viewport.of(model), 640, 400, file);
        return file;
    }

    private static LineChartModel spike() {
        double[] x = IntStream.range(0, 100_000).asDoubleStream().toArray();
        double[] y = IntStream.range(0, 100_000)
                .mapToDouble(i -> i == 77_777 ? 10 : 1)
                .toArray();
        ChartSeries series =
                ChartSeries.line("a < b & c", 1, x, y).withBand(x, y, y).withNotFinite(new double[] {5});
        return new LineChartModel("loss", "step", "value", List.of(series))
                .withMarks(List.of(new ChartMark.VerticalLine(500, "here"), new ChartMark.HorizontalLine(5, "there")));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg, String tag) {
        NodeList texts = svg.getElementsByTagName(tag);
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static long pixels(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) == rgb)
                .count();
    }

    @Test
    void theEndingTellsTheFormat() {
        assertEquals(Optional.of(ChartFormat.PDF), ChartFormat.of(Path.of("a.PDF")));
        assertEquals(Optional.empty(), ChartFormat.of(Path.of("a.txt")));
        assertEquals(
                List.of(".png", ".svg", ".pdf", ".csv"),
                IntStream.range(0, 4)
                        .mapToObj(i -> ChartFormat.values()[i].extension())
                        .toList());
    }

    @Test
    void csvHasEveryPointToTheLastDigit() throws IOException {
        ChartSeries plain = ChartSeries.line("a, \"b\"", 0, new double[] {0, 10}, new double[] {1.0 / 3, Double.NaN});
        ChartSeries banded = ChartSeries.line("c", 1, new double[] {5}, new double[] {2})
                .withBand(new double[] {5}, new double[] {1}, new double[] {3});
        Path file = write(ChartFormat.CSV, new LineChartModel("t", "step", "", List.of(plain, banded)));
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
        assertEquals(
                100_001, Files.readAllLines(write(ChartFormat.CSV, spike())).size());
    }

    @Test
    void pngHasTwoPixelsForEachPoint() throws IOException {
        BufferedImage image = ImageIO.read(write(ChartFormat.PNG, spike()).toFile());
        assertEquals(1280, image.getWidth());
        assertEquals(800, image.getHeight());
        assertEquals(0xFFFFFFFF, image.getRGB(1, 1));
        assertTrue(pixels(image, ORANGE) > 500, pixels(image, ORANGE) + " pixels of the line");
    }

    @Test
    void svgIsWellFormedAndKeepsTextAndSpikes() throws Exception {
        String source = Files.readString(write(ChartFormat.SVG, spike()));
        Document svg = parse(source);
        List<String> words = texts(svg, "text");
        assertTrue(
                words.containsAll(List.of("loss", "a < b & c", "step", "value", "here", "there", "40,000")),
                words::toString);
        assertTrue(source.length() < 400_000, source.length() + " characters");
        assertTrue(source.contains("rgb(213,94,0)"), "the colour of the line");
        assertEquals(List.of("loss"), texts(svg, "title"));
    }

    @Test
    void pdfHasTheChartsSizeItsTextAndItsFont() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(write(ChartFormat.PDF, spike()).toFile())) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(640, document.getPage(0).getMediaBox().getWidth());
            String text = new PDFTextStripper().getText(document);
            for (String word : List.of("loss", "a < b & c", "step", "here", "40,000")) {
                assertTrue(text.contains(word), word + " in " + text);
            }
            assertEquals("loss", document.getDocumentInformation().getTitle());
            assertTrue(
                    document.getDocument().getObjectsByType(COSName.FONT_DESC).stream()
                            .anyMatch(font -> String.valueOf(font.getObject()).contains("FontFile2")),
                    "the font is embedded");
            BufferedImage page = new PDFRenderer(document).renderImage(0, 2);
            assertTrue(pixels(page, ORANGE) > 500, pixels(page, ORANGE) + " pixels of the line");
        }
    }

    @Test
    void namesOfAnyLettersCanBeWritten() throws Exception {
        double[] x = {0, 1};
        String odd = "人脸 \u0007 \uD83D\uDE00 ]]> \uFFFE";
        LineChartModel model = new LineChartModel(odd, odd, odd, List.of(ChartSeries.line(odd + "!", 0, x, x)));
        for (ChartFormat format : ChartFormat.values()) {
            assertTrue(Files.size(write(format, model)) > 0);
        }
        Document svg = parse(Files.readString(write(ChartFormat.SVG, model)));
        assertTrue(texts(svg, "text").stream().anyMatch(text -> text.startsWith("人脸")));
        Loader.loadPDF(write(ChartFormat.PDF, model).toFile()).close();
        parse(InlineSvg.of(model, "a", odd, 300, 200).toString());
    }

    @Test
    void anEmptyChartCanBeWritten() throws IOException {
        for (ChartFormat format : ChartFormat.values()) {
            assertTrue(Files.size(write(format, LineChartModel.empty(""))) > 0);
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("chart.svg"), "old");
        LineChartModel model = spike();
        assertThrows(
                UncheckedIOException.class,
                () -> ChartFormat.SVG.write(
                        model,
                        Viewport.FIT,
                        640,
                        400,
                        file.resolve("below a file").resolve("chart.svg")));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void aDrawingInAPageTakesItsColoursFromThePage() throws Exception {
        LineChartModel model = spike();
        String drawing =
                InlineSvg.of(model, "chart-1", "the loss \"falls\"", 560, 320).toString();
        Document svg = parse(drawing);
        assertEquals("the loss \"falls\"", svg.getDocumentElement().getAttribute("aria-label"));
        assertFalse(texts(svg, "text").contains("loss"), "the page has the title");
        assertFalse(drawing.contains("rgb("), "no colour of its own");
        assertFalse(drawing.contains("font-family"), "no font of its own");
        assertTrue(drawing.contains("stroke:var(--chart-1)"));
        assertTrue(drawing.contains("id=\"chart-1-clipPath1\"") && drawing.contains("url(#chart-1-clipPath1)"));
        String light = InlineSvg.variables(ChartTheme.paper());
        for (String name : List.of("--chart-1", "--chart-background", "--chart-grid", "--chart-quiet")) {
            assertTrue(light.contains(name + ":#"), name);
        }
    }

    @Test
    void dotsInAPageTellTheirValues() throws Exception {
        ChartSeries dots = ChartSeries.line("LFW", 0, new double[] {0, 1200}, new double[] {90, 98.25})
                .withDots();
        LineChartModel model = new LineChartModel("t", "step", "y", List.of(dots));
        Document svg = parse(InlineSvg.of(model, "a", "d", 560, 320).toString());
        assertEquals(List.of("LFW, step 0: 90", "LFW, step 1,200: 98.25"), texts(svg, "title"));
    }

    /** A font of another width must not part labels from their ticks. */
    @Test
    void labelsOfAxesAreAnchoredAtTheirTicks() throws Exception {
        NodeList texts =
                parse(Files.readString(write(ChartFormat.SVG, spike()))).getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            String anchor = texts.item(i).getAttributes().getNamedItem("text-anchor") == null
                    ? "start"
                    : texts.item(i).getAttributes().getNamedItem("text-anchor").getNodeValue();
            String expected =
                    switch (texts.item(i).getTextContent()) {
                        case "4", "6", "8" -> "end";
                        case "20,000", "40,000", "step", "value" -> "middle";
                        case "loss", "here", "a < b & c" -> "start";
                        default -> anchor;
                    };
            assertEquals(expected, anchor, texts.item(i).getTextContent());
        }
    }

    @Test
    void anImageHasThePixelsThatWereAskedForAndSaysHowManyAnInchHas() throws Exception {
        Path file = folder.resolve("fine.png");
        ChartFormat.PNG.write(spike(), Viewport.of(spike()), 96, 48, 300, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(300, image.getWidth());
        assertEquals(150, image.getHeight());
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("pHYs");
        assertEquals(11811, ByteBuffer.wrap(bytes).getInt(at + 4), "300 dots are 11,811 to a metre");
    }

    @Test
    void pgfPlotsHasTheVisibleExtremesAndNothingThatLatexTakesForItsOwn() throws Exception {
        String tex = Files.readString(write(ChartFormat.TEX, spike()));
        assertTrue(tex.startsWith("% needs") && tex.strip().endsWith("\\end{tikzpicture}"), tex.substring(0, 40));
        assertTrue(tex.contains("(77777.0,10.0)"), "the spike is there");
        assertTrue(
                tex.lines().count() < 8000,
                "and not a hundred thousand points: " + tex.lines().count());
        assertTrue(tex.contains("\\addlegendentry{a < b \\& c}"));
        assertTrue(tex.contains("node[below right, font=\\small] {here}") && tex.contains("{there}"));
        assertEquals(
                tex.chars().filter(c -> c == '{').count(),
                tex.chars().filter(c -> c == '}').count());
        double[] x = {1, 2, 3};
        LineChartModel rates = new LineChartModel(
                "DET",
                ChartAxis.probit("FAR").within(1e-4, 0.5),
                ChartAxis.probit("FRR").within(1e-3, 0.5),
                List.of(ChartSeries.line("one", 0, new double[] {0.01, 0.1}, new double[] {0.1, 0.01})),
                List.of());
        String deviates = Files.readString(write(ChartFormat.TEX, rates));
        assertTrue(deviates.contains("xmode=normal, ymode=normal"), deviates);
        assertTrue(deviates.contains("xticklabels={0.01 \\%,") && deviates.contains(",40 \\%}"), deviates);
        assertTrue(deviates.contains("(" + AxisMapping.PROBIT.toScale(0.01) + ","), deviates);
        LineChartModel gap = new LineChartModel(
                "train/my_loss 50 %",
                "step", "", List.of(ChartSeries.line("s", 0, x, new double[] {1, Double.NaN, 3})));
        String broken = Files.readString(write(ChartFormat.TEX, gap));
        assertTrue(broken.contains("(2.0,nan)") && broken.contains("train/my\\_loss 50 \\%"), broken);
    }
}
