package org.idem.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.idem.chart.ChartTheme;
import org.idem.chart.file.InlineSvg;
import org.idem.core.AbandonedParts;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.run.RunDirectory;

/**
 * Writes the report of a run: one HTML file that opens anywhere, without a network and without scripts, in light and
 * dark.
 */
public final class ReportWriter {
    /** What charts stand on in the dark theme. */
    private static final Color DARK_CARD = new Color(0x1E2126);

    private ReportWriter() {}

    /**
     * Reads the run and writes its report.
     *
     * @param run a run in any state; what it does not have is said to be missing
     * @param file the file to replace
     * @throws java.util.concurrent.CancellationException if cancelled; the file is then as it was
     */
    public static void write(RunDirectory run, Path file, Progress progress) {
        write(run, file, progress, Clock.systemDefaultZone());
    }

    static void write(RunDirectory run, Path file, Progress progress, Clock clock) {
        try {
            progress.report(0, () -> "Reading " + run.name());
            ReportData data = new ReportData(run, clock);
            Markup page = page(data, progress);
            progress.checkCancelled();
            AbandonedParts.clear(file);
            AtomicFiles.write(file, "<!DOCTYPE html>\n" + page);
            progress.report(1, () -> "Wrote " + file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report of " + run.name(), e);
        }
    }

    private static Markup page(ReportData data, Progress progress) throws IOException {
        Markup html = new Markup();
        html.open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", data.run().name() + " – Idem")
                .style(colors() + css())
                .close();
        html.open("body").open("main");
        Figures figures = new Figures();
        new Summary(data).write(html);
        progress.report(0.2, () -> "Drawing curves");
        new TrainingCurves(data, figures).write(html);
        progress.checkCancelled();
        progress.report(0.4, () -> "Drawing the ROC");
        new VerificationResults(data, figures).write(html);
        progress.checkCancelled();
        progress.report(0.6, () -> "Collecting faces");
        try (FaceImages images = new FaceImages()) {
            new HardPairs(data).write(html, images, progress);
            new TrainingFaces(data).write(html, images, progress);
        }
        progress.report(0.9, () -> "Writing configuration and environment");
        new SetupSection(data).write(html);
        html.open("footer").text("Written by Idem from " + data.run().path()).close();
        return html.close().close().close();
    }

    /** The colours of the charts in both themes; the page uses them too. */
    private static String colors() {
        Font any = ChartTheme.paper().font();
        String dark = InlineSvg.variables(ChartTheme.of(true, DARK_CARD, any));
        return ":root{" + InlineSvg.variables(ChartTheme.paper()) + "}\n@media (prefers-color-scheme: dark){:root{"
                + dark + "}}\n";
    }

    private static String css() throws IOException {
        try (InputStream in = ReportWriter.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IOException("report.css is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
