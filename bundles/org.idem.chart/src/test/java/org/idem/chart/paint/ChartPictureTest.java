package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.chart.AxisRange;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.junit.jupiter.api.Test;

class ChartPictureTest {
    private static final double[] X = {0, 50, 100};

    private static ChartPicture paint(LineChartModel model, Viewport view, ChartTheme theme) {
        return ChartPicture.of(model, view, theme, 400, 300, 1);
    }

    private static LineChartModel line(ChartMark... marks) {
        ChartSeries series = ChartSeries.line("s", 0, X, new double[] {0, 50, 100});
        return new LineChartModel("t", "x", "y", List.of(series)).withMarks(List.of(marks));
    }

    private static int count(BufferedImage image, Color color) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void valuesStandWhereTheLayoutSays() {
        ChartPicture picture = paint(line(), Viewport.FIT, ChartTheme.paper());
        int x = (int) picture.x().pixel(50);
        int y = (int) picture.y().pixel(50);
        Color at = new Color(picture.image().getRGB(x, y));
        assertTrue(at.getBlue() - at.getRed() > 60, "the blue line runs through the middle: " + at);
        assertTrue(picture.plot().contains(x, y));
    }

    @Test
    void bothThemesDrawWithTheirPalette() {
        Color background = new Color(0x2F2F2F);
        ChartTheme dark = ChartTheme.of(true, background, new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        BufferedImage image = paint(line(), Viewport.FIT, dark).image();
        assertTrue(count(image, background) > 60_000);
        assertTrue(count(image, dark.color(0)) > 50);
        assertEquals(0, count(image, Color.WHITE));
        assertTrue(count(paint(line(), Viewport.FIT, ChartTheme.paper()).image(), new Color(0x0072B2)) > 50);
    }

    /** WCAG 1.4.11 asks 3:1 for what is needed to understand a drawing. */
    @Test
    void everyColourOfBothPalettesStandsOut() {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        for (ChartTheme theme : List.of(
                ChartTheme.paper(),
                ChartTheme.of(true, new Color(0x1E1E1E), font),
                ChartTheme.of(true, new Color(0x2F2F2F), font))) {
            for (Color color : theme.palette()) {
                assertTrue(contrast(color, theme.background()) >= 3, color + " on " + theme.background());
            }
            assertTrue(contrast(theme.quiet(), theme.background()) >= 4.5, "small text");
        }
    }

    private static double contrast(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void regionsAreShadedAndWordsStandOnThem() {
        ChartTheme theme = ChartTheme.paper();
        int shaded = count(
                paint(line(new ChartMark.Region(0, 50, "few errors")), Viewport.FIT, theme)
                        .image(),
                theme.shade());
        assertTrue(shaded > 20_000, shaded + " shaded pixels");
        int before = count(paint(line(), Viewport.FIT, theme).image(), theme.shade());
        assertTrue(before < 100, before + " pixels of that shade without a region");
    }

    @Test
    void aLineAcrossIsDrawnWhereItIsSeen() {
        ChartTheme theme = ChartTheme.paper();
        ChartPicture picture = paint(line(new ChartMark.HorizontalLine(25, "level")), Viewport.FIT, theme);
        int row = (int) picture.y().pixel(25);
        int dashes = 0;
        for (int x = (int) picture.plot().getMinX(); x < picture.plot().getMaxX(); x++) {
            int gray = new Color(picture.image().getRGB(x, row)).getGreen();
            dashes += gray < 180 ? 1 : 0;
        }
        assertTrue(dashes > picture.plot().getWidth() / 3, dashes + " dark pixels");
    }

    @Test
    void dotsAreDrawnUnlessTheyWouldRunTogether() {
        ChartSeries few = ChartSeries.line("s", 1, X, new double[] {1, 1, 1});
        double[] many = new double[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        assertTrue(orange(few.withDots()) > orange(few) + 50);
        ChartSeries dense = ChartSeries.line("s", 1, many, many);
        assertEquals(orange(dense), orange(dense.withDots()));
    }

    private static int orange(ChartSeries series) {
        LineChartModel model = new LineChartModel("t", "x", "y", List.of(series));
        return count(paint(model, Viewport.FIT, ChartTheme.paper()).image(), new Color(0xD55E00));
    }

    @Test
    void whatLiesOutsideIsCounted() {
        Viewport zoomed = Viewport.FIT.withY(new AxisRange(10, 60));
        ChartTheme theme = ChartTheme.paper();
        int told = count(paint(line(), zoomed, theme).image(), theme.warning());
        assertTrue(told > 20, told + " pixels of the words");
    }

    @Test
    void whatHappenedStandsAboveTheAxis() {
        ChartTheme theme = ChartTheme.paper();
        ChartMark.Event wrong = new ChartMark.Event(50, "the loss is NaN", ChartMark.Sign.WARNING);
        ChartPicture picture = paint(line(wrong), Viewport.FIT, theme);
        Color above = new Color(picture.image()
                .getRGB((int) picture.x().pixel(50), (int) picture.plot().getMaxY() - 5));
        assertEquals(theme.warning(), above, "a triangle in the colour of warnings");
        for (ChartMark.Sign sign : ChartMark.Sign.values()) {
            BufferedImage one = paint(line(new ChartMark.Event(30, "", sign)), Viewport.FIT, theme)
                    .image();
            Color colour = sign == ChartMark.Sign.WARNING ? theme.warning() : theme.quiet();
            assertTrue(count(one, colour) > 15, sign + ": " + count(one, colour));
        }
        ChartMark[] crowd = IntStream.range(0, 1000)
                .mapToObj(i -> new ChartMark.Event(i / 10.0, "", ChartMark.Sign.DIAMOND))
                .toArray(ChartMark[]::new);
        int few = count(paint(line(crowd[500]), Viewport.FIT, theme).image(), theme.quiet());
        int many = count(paint(line(crowd), Viewport.FIT, theme).image(), theme.quiet());
        assertTrue(many < 60 * few, "they do not run into a bar: " + many + " of " + few + " each");
    }

    @Test
    void aCurveThatIsPointedOutIsHeavyAndTheOthersPale() {
        ChartTheme theme = ChartTheme.paper();
        ChartSeries one = ChartSeries.line("a", 0, X, new double[] {0, 50, 100}).withKey("one");
        ChartSeries two = ChartSeries.line("b", 1, X, new double[] {100, 50, 0})
                .withBand(X, new double[3], new double[] {9, 9, 9});
        LineChartModel both = new LineChartModel("t", "x", "y", List.of(one, two));
        BufferedImage plain = paint(both, Viewport.FIT, theme).image();
        BufferedImage seen = paint(both.emphasizing("one"), Viewport.FIT, theme).image();
        assertTrue(count(seen, theme.color(0)) > 1.3 * count(plain, theme.color(0)));
        assertTrue(count(plain, theme.color(1)) > 50);
        assertTrue(count(seen, theme.color(1)) < 10);
        assertSame(both, both.emphasizing("nobody"));
        assertSame(both, both.emphasizing(null));
    }

    @Test
    void theTwentyFifthCurveHasMarkers() {
        ChartTheme theme = ChartTheme.paper();
        assertNull(theme.marker(23));
        assertNotNull(theme.marker(24));
        assertNotEquals(theme.marker(24), theme.marker(48));
        double[] x = IntStream.range(0, 500).asDoubleStream().toArray();
        int plain = blue(ChartSeries.line("s", 0, x, x));
        int marked = blue(ChartSeries.line("s", 24, x, x));
        assertTrue(marked > plain + 150, plain + " and " + marked);
    }

    private static int blue(ChartSeries series) {
        LineChartModel model = new LineChartModel("s", "x", "y", List.of(series));
        return count(paint(model, Viewport.FIT, ChartTheme.paper()).image(), new Color(0x0072B2));
    }

    @Test
    void theNearestCurveIsFoundAmongFewPointsAndMany() {
        double[] dense =
                IntStream.range(0, 100_001).mapToDouble(i -> i / 1000.0).toArray();
        double[] wave = IntStream.range(0, 100_001).mapToDouble(i -> 80 + i % 2).toArray();
        LineChartModel model = new LineChartModel(
                "t",
                "x",
                "y",
                List.of(
                        ChartSeries.line("few", 0, X, new double[] {0, 50, 100}).withKey("few"),
                        ChartSeries.line("many", 1, dense, wave).withKey("many"),
                        ChartSeries.line("gap", 2, X, new double[] {20, Double.NaN, 20})));
        ChartPicture picture = paint(model, Viewport.FIT, ChartTheme.paper());
        assertEquals("few", at(model, picture, 25, 25));
        assertEquals("many", at(model, picture, 25, 80.5));
        assertEquals("nothing", at(model, picture, 25, 20 + 35));
        assertEquals("nothing", at(model, picture, 75, 20), "where it is interrupted there is no curve");
        assertEquals("gap", at(model, picture, 100, 20));
    }

    private static String at(LineChartModel model, ChartPicture picture, double x, double y) {
        return CurveFinder.at(
                        model,
                        picture.layout(),
                        picture.x().pixel(x),
                        picture.y().pixel(y))
                .map(ChartSeries::key)
                .orElse("nothing");
    }
}
