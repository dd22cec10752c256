package org.idem.ui.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.idem.core.Progress;
import org.idem.report.EvaluationReport;
import org.idem.run.EvaluationStore;
import org.idem.ui.jobs.WorkJob;

/** Writes one HTML file of evaluations. */
final class EvaluationReportJob extends WorkJob {
    private static final String ENDING = ".report.html";

    private final String title;
    private final List<EvaluationReading> readings;
    private final Path folder;
    private final Consumer<Path> done;

    /**
     * Calls {@code done} with the file on the job's thread.
     *
     * @param readings at least one
     * @param folder what relative paths may start at
     */
    EvaluationReportJob(String title, List<EvaluationReading> readings, Path folder, Consumer<Path> done) {
        super("Reporting on " + title);
        this.title = title;
        this.readings = readings;
        this.folder = folder;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        Path file = file();
        List<EvaluationReport.Subject> subjects = readings.stream()
                .map(one -> new EvaluationReport.Subject(
                        one.name(),
                        one.evaluation(),
                        Stream.of(one.comparison(), one.overlap())
                                .filter(sentence -> !sentence.isEmpty())
                                .toList()))
                .toList();
        new EvaluationReport(title, subjects, List.of(folder)).write(file, progress);
        done.accept(file);
    }

    /** Beside the first evaluation where its scores are, else in the folder. */
    private Path file() {
        EvaluationReading first = readings.get(0);
        Path scores = first.evaluation().scores();
        Path place = scores == null ? folder : scores.toAbsolutePath().getParent();
        Path json = EvaluationStore.file(place, first.evaluation());
        String name = json.getFileName().toString().replaceFirst("\\.json$", "");
        return json.resolveSibling(name + (readings.size() > 1 ? "-and-others" : "") + ENDING);
    }
}
