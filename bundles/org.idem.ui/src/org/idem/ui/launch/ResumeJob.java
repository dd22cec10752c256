package org.idem.ui.launch;

import org.idem.core.Progress;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Lets a run go on from its latest checkpoint. */
public final class ResumeJob extends WorkJob {
    private final RunDirectory run;
    private final LauncherFactory launches;
    private final RunsModel runs;

    /** For this run. */
    public ResumeJob(RunDirectory run, LauncherFactory launches, RunsModel runs) {
        super("Resuming " + run.name());
        this.run = run;
        this.launches = launches;
        this.runs = runs;
    }

    @Override
    protected void work(Progress progress) {
        launches.launcher().train(run, true);
        runs.refresh();
    }
}
