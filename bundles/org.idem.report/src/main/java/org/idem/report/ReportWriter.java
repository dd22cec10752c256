package org.idem.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idem.core.Progress;
import org.idem.run.RunDirectory;

/**
 * Writes the report of a run: one HTML file that opens anywhere, without a network and without scripts, in light and
 * dark.
 */
public final class ReportWriter {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

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

    /**
     * Reads several runs and writes one report that compares them: curves over each other, results side by side, what
     * differs, and where each comes from. Of one run it is that of {@link #write(RunDirectory, Path, Progress)}.
     *
     * @param runs at least one
     * @param file the file to replace
     * @throws java.util.concurrent.CancellationException if cancelled; the file is then as it was
     */
    public static void write(List<RunDirectory> runs, Path file, Progress progress) {
        if (runs.size() == 1) {
            write(runs.get(0), file, progress);
            return;
        }
        try {
            progress.report(0, () -> "Reading " + runs.size() + " runs");
            Markup page = page(new ComparedRuns(runs, Clock.systemDefaultZone()), progress);
            Page.write(page, file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report of " + runs.size() + " runs", e);
        }
    }

    /** A file for a report on several runs that is not there yet: {@code reports/comparison-<moment>.html} in a folder. */
    public static Path fileForSeveral(Path folder, Clock clock) {
        String moment = MOMENT.format(LocalDateTime.now(clock));
        Path file = folder.resolve("reports").resolve("comparison-" + moment + ".html");
        for (int number = 2; Files.exists(file); number++) {
            file = file.resolveSibling("comparison-" + moment + "-" + number + ".html");
        }
        return file;
    }

    private static Markup page(ComparedRuns runs, Progress progress) throws IOException {
        Markup html = Page.open(runs.count() + " runs");
        ComparisonSections sections = new ComparisonSections(runs, new Figures());
        sections.header(html);
        progress.report(0.3, () -> "Drawing curves");
        sections.curves(html);
        progress.checkCancelled();
        progress.report(0.7, () -> "Comparing");
        sections.results(html);
        sections.differences(html);
        sections.provenance(html);
        return Page.close(html, "Written by Idem");
    }

    static void write(RunDirectory run, Path file, Progress progress, Clock clock) {
        try {
            progress.report(0, () -> "Reading " + run.name());
            ReportData data = new ReportData(run, clock);
            Markup page = page(data, progress);
            Page.write(page, file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report of " + run.name(), e);
        }
    }

    private static Markup page(ReportData data, Progress progress) throws IOException {
        Markup html = Page.open(data.run().name());
        Figures figures = new Figures();
        new Summary(data).write(html);
        progress.report(0.2, () -> "Drawing curves");
        new TrainingCurves(data, figures).write(html);
        progress.checkCancelled();
        progress.report(0.4, () -> "Drawing the ROC");
        new VerificationResults(data.lastEvaluations(), figures).write(html);
        progress.checkCancelled();
        progress.report(0.6, () -> "Collecting faces");
        try (FaceImages images = new FaceImages()) {
            new HardPairs(data.lastEvaluations(), folders(data)).write(html, images, progress);
            new TrainingFaces(data).write(html, images, progress);
        }
        progress.report(0.9, () -> "Writing configuration and environment");
        new SetupSection(data).write(html);
        return Page.close(html, "Written by Idem from " + data.run().path());
    }

    /** Paths of a run start where it was launched; a report may be written from elsewhere. */
    private static List<Path> folders(ReportData data) {
        List<Path> folders = new ArrayList<>(List.of(Path.of("")));
        if (data.run().environment().get("working_directory") instanceof String started) {
            folders.add(Path.of(started));
        }
        return folders;
    }
}
