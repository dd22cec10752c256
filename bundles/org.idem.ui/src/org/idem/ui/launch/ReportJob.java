package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.report.ReportWriter;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;

/** Writes the report of a run: one HTML file. */
public final class ReportJob extends WorkJob {
    private final RunDirectory run;
    private final Path file;
    private final Consumer<Path> done;

    /** Replaces {@code file}; calls {@code done} on the job's thread. */
    public ReportJob(RunDirectory run, Path file, Consumer<Path> done) {
        super("Reporting on " + run.name());
        this.run = run;
        this.file = file;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        ReportWriter.write(run, file, progress);
        done.accept(file);
    }
}
