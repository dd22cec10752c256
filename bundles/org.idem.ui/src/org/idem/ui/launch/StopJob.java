package org.idem.ui.launch;

import java.time.Duration;
import org.idem.core.Progress;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Asks a trainer to save and end, and waits for it; cancelling ends the waiting, not the request. */
public final class StopJob extends WorkJob {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final RunDirectory run;
    private final LauncherFactory launches;
    private final RunsModel runs;

    /** For this run. */
    public StopJob(RunDirectory run, LauncherFactory launches, RunsModel runs) {
        super("Stopping " + run.name());
        this.run = run;
        this.launches = launches;
        this.runs = runs;
    }

    @Override
    protected void work(Progress progress) {
        launches.launcher().stop(run, LONGEST, progress);
        runs.refresh();
    }
}
