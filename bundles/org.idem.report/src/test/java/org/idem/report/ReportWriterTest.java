package org.idem.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.idem.core.Progress;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("golden")
class ReportWriterTest {
    private static final Pattern SOURCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");
    private static final Pattern IMAGE = Pattern.compile("data:image/jpeg;base64,([A-Za-z0-9+/=]+)");
    private static final Pattern NUMBER_PAIR = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void train() {
        run = SampleRun.create(folder);
    }

    private String report() throws IOException {
        ReportWriter.write(run, run.reportFile(), Progress.NONE, SampleRun.CLOCK);
        return Files.readString(run.reportFile(), StandardCharsets.UTF_8);
    }

    @Test
    void everythingIsInOneFile() throws IOException {
        String html = report();
        assertFalse(html.contains("<script"), "scripts");
        assertFalse(
                html.contains("@import") || html.replace("url(#", "").contains("url("), "style sheets from elsewhere");
        Matcher source = SOURCE.matcher(html);
        int images = 0;
        while (source.find()) {
            assertTrue(source.group(1).startsWith("data:image/jpeg;base64,"), source.group(1));
            images++;
        }
        // Eight identities with five images each, and 2 × 8 pairs of two.
        assertEquals(8 * 5 + 2 * 8 * 2, images);
        assertTrue(html.contains("prefers-color-scheme: dark"));
    }

    @Test
    void facesAreWholePictures() throws IOException {
        Matcher image = IMAGE.matcher(report());
        while (image.find()) {
            byte[] bytes = Base64.getDecoder().decode(image.group(1));
            assertTrue(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth() > 16);
        }
    }

    @Test
    void valuesAreEscaped() throws IOException {
        String html = report();
        assertTrue(html.contains("Finished &lt;b&gt;&amp; well&lt;/b&gt;"));
        assertTrue(html.contains("&lt;script&gt;alert(1)"));
        assertTrue(html.contains("Example &amp; Co 3000"));
    }

    @Test
    void elementsAreBalanced() throws IOException {
        String html = report().replaceAll("(?s)<style>.*?</style>", "");
        List<String> open = new ArrayList<>();
        Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)((?:\\s[^<>]*?)?)(/?)>").matcher(html);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertEquals(open.remove(open.size() - 1), tag.group(2));
            } else if (tag.group(4).isEmpty()) {
                open.add(tag.group(2));
            }
        }
        assertEquals(List.of(), open);
    }

    @Test
    void tellsWhatTheReaderAsks() throws IOException {
        String html = report();
        for (String word : List.of(
                "2,000 points, none dropped",
                "Verification accuracy",
                "TAR at FAR",
                "fewer than 30 errors",
                "3,000 genuine and 3,000 impostor pairs",
                "Two persons, most alike",
                "not measurable: needs 10,000 impostor pairs, has 3,000",
                "on, the mean of the folds",
                "60 images of 12 identities",
                "# override: Global.seed",
                "The set cannot be shown")) {
            assertTrue(html.contains(word), word);
        }
        assertTrue(html.contains("class=\"weak\""), "rows that rest on few errors are grey");
        assertEquals(1, html.split("first NaN at ", -1).length - 1, "one NaN is marked");
        assertFalse(
                html.replaceAll("data:[^\"]*", "").replace("first NaN at ", "").contains("NaN"),
                "no curve runs into a NaN");
    }

    @Test
    void curvesStayInTheirFrame() throws IOException {
        Matcher point = NUMBER_PAIR.matcher(report().replaceAll("<clipPath.*?</clipPath>", ""));
        while (point.find()) {
            assertTrue(Double.parseDouble(point.group(1)) <= Figures.WIDTH && Double.parseDouble(point.group(1)) >= 0);
            assertTrue(Double.parseDouble(point.group(2)) <= Figures.HEIGHT && Double.parseDouble(point.group(2)) >= 0);
        }
    }

    @Test
    void everyChartIsDrawnAndNamedOnce() throws IOException {
        String html = report();
        for (String title : List.of("Loss", "Verification accuracy", "Learning rate", "ROC", "DET", "Scores")) {
            assertTrue(html.contains("<h3>" + title + "</h3><svg "), title);
        }
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(html.replace("id=\"genericDefs\"", ""));
        Set<String> ids = new HashSet<>();
        while (id.find()) {
            assertTrue(ids.add(id.group(1)), id.group(1));
        }
        assertTrue(html.contains("--chart-0:#0072b2") && html.contains("--chart-0:#3d9bd9"), "both palettes");
    }

    @Test
    void theProofOfAnExportIsShown() throws IOException {
        Files.writeString(run.export().resolve("model.json"), "{\"crops\": 256, \"min_cosine\": 0.99999}");
        String html = report();
        assertTrue(html.contains("min cosine") && html.contains("0.99999"));
    }

    @Test
    void aRunThatHasOnlyBegunHasAReport() throws IOException {
        run = RunDirectory.create(folder, "begun", SampleRun.CLOCK);
        String html = report();
        assertTrue(html.contains("The run has not been verified yet."));
        assertTrue(html.contains("Starting"));
    }

    @Test
    void cancelLeavesNoFile() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                assertTrue(fraction < 1);
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> ReportWriter.write(run, run.reportFile(), cancelled));
        assertFalse(Files.exists(run.reportFile()));
    }

    @Test
    void severalRunsAreComparedOnOnePage() throws IOException {
        RunDirectory other = RunDirectory.create(folder, "other", SampleRun.CLOCK);
        String config = Files.readString(run.configFile());
        other.writeConfig(config + "\nExtra: {key: <b>}\n", Map.of());
        try (MetricLog.Writer metrics = other.openMetrics()) {
            for (long step = 1; step <= 50; step++) {
                metrics.add(step, step, Map.of("train/loss", 9.0 - step / 10.0));
            }
        }
        Path file = folder.resolve("both.html");
        ReportWriter.write(List.of(run, other), file, Progress.NONE);
        String html = Files.readString(file);
        for (String word : List.of(
                "2 runs compared",
                run.name(),
                other.name(),
                "<h3>train/loss (EMA 0.90, debiased)</h3><svg ",
                "Extra.key",
                "&lt;b&gt;",
                "TAR at FAR 1e-3",
                "./idem train -c")) {
            assertTrue(html.contains(word), word);
        }
        assertFalse(
                html.contains("<script") || html.contains("http://") && html.contains("src=\"http"), "it stands alone");
        assertTrue(html.contains("class=\"strong\">"), "the best result stands out");
    }

    @Test
    void aReportOnSeveralRunsOverwritesNone() throws IOException {
        Path first = ReportWriter.fileForSeveral(folder, SampleRun.CLOCK);
        Files.createDirectories(first.getParent());
        Files.writeString(first, "mine");
        Path second = ReportWriter.fileForSeveral(folder, SampleRun.CLOCK);
        assertTrue(second.getFileName().toString().endsWith("-2.html"), second.toString());
    }
}
