package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
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
}
