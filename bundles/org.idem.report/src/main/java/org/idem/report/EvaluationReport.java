package org.idem.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.chart.catalog.DetChart;
import org.idem.chart.catalog.RocChart;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.metrics.Roc;
import org.idem.run.Evaluation;
import org.idem.verify.EvaluatedPairs;

/**
 * The report of an evaluation, or of several beside each other, without the training that led to it: figures with intervals,
 * curves, verdicts in words, and the pairs that the model scores worst. One HTML file, as that of a run.
 */
public final class EvaluationReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final String title;
    private final List<Subject> subjects;
    private final List<Path> folders;
    private final Figures figures = new Figures();

    /**
     * An evaluation to report.
     *
     * @param name what tells it from the others
     * @param evaluation its figures
     * @param words sentences about it: how it compares with the first, and what it is without people of the training set
     */
    public record Subject(String name, Evaluation evaluation, List<String> words) {
        public Subject {
            words = List.copyOf(words);
        }
    }

    /**
     * A report.
     *
     * @param subjects at least one
     * @param folders where relative paths of sets may start
     */
    public EvaluationReport(String title, List<Subject> subjects, List<Path> folders) {
        this.title = title;
        this.subjects = List.copyOf(subjects);
        this.folders = List.copyOf(folders);
    }

    /**
     * Reads the scores and writes the file, whole or not at all.
     *
     * @param file the file to replace
     * @throws java.util.concurrent.CancellationException if cancelled; the file is then as it was
     */
    public void write(Path file, Progress progress) {
        try {
            Markup html = Page.open(title);
            head(html);
            progress.report(0.2, () -> "Drawing curves");
            if (subjects.size() > 1) {
                together(html);
            }
            List<Evaluation> evaluations =
                    subjects.stream().map(Subject::evaluation).toList();
            new VerificationResults(evaluations, figures).write(html);
            progress.checkCancelled();
            progress.report(0.6, () -> "Collecting faces");
            try (FaceImages images = new FaceImages()) {
                new HardPairs(evaluations, folders).write(html, images, progress);
            }
            Page.close(html, "Written by Idem on " + TIME.format(Instant.now()));
            Page.write(html, file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report " + file, e);
        }
    }

    private void head(Markup html) {
        html.open("header").leaf("h1", title);
        for (Subject subject : subjects) {
            Evaluation evaluation = subject.evaluation();
            html.leaf(
                    "p",
                    subject.name() + ": " + evaluation.set() + ", step " + Units.count(evaluation.step())
                            + ", measured " + TIME.format(evaluation.when()),
                    "class",
                    "lead");
            subject.words().forEach(sentence -> html.leaf("p", sentence));
        }
        html.close();
    }

    /** All curves in one ROC and one DET. */
    private void together(Markup html) {
        Map<String, Roc> curves = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            EvaluatedPairs.read(subject.evaluation()).ifPresent(pairs -> curves.put(subject.name(), pairs.roc()));
        }
        if (curves.size() < 2) {
            return;
        }
        html.open("section").leaf("h2", "Beside each other").open("div", "class", "charts");
        figures.write(
                html,
                RocChart.of(curves),
                "True accept rate over false accept rate (logarithmic)",
                "ROC of " + String.join(", ", curves.keySet()));
        figures.write(
                html,
                DetChart.of(curves),
                "False reject rate over false accept rate",
                "DET of " + String.join(", ", curves.keySet()));
        html.close().close();
    }
}
