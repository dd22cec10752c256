package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.report.ReportWriter;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;

/** Writes the report of a run, or one on several: one HTML file. */
public final class ReportJob extends WorkJob {
    private final List<RunDirectory> runs;
    private final Path file;
    private final Consumer<Path> done;

    /** Replaces {@code file}; calls {@code done} on the job's thread. */
    public ReportJob(List<RunDirectory> runs, Path file, Consumer<Path> done) {
        super("Reporting on " + (runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs"));
        this.runs = List.copyOf(runs);
        this.file = file;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        ReportWriter.write(runs, file, progress);
        done.accept(file);
    }
}
