package org.idem.ui.launch;

import java.time.Clock;
import java.util.List;
import org.idem.core.Progress;
import org.idem.run.RunDirectory;
import org.idem.run.RunTrash;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Moves runs into the hidden folder {@code .trash} beside them, from where they can be moved back. */
public final class DeleteRunsJob extends WorkJob {
    private final List<RunDirectory> runs;
    private final RunsModel model;

    /** For these runs. */
    public DeleteRunsJob(List<RunDirectory> runs, RunsModel model) {
        super(runs.size() == 1 ? "Deleting " + runs.get(0).name() : "Deleting " + runs.size() + " runs");
        this.runs = List.copyOf(runs);
        this.model = model;
    }

    @Override
    protected void work(Progress progress) {
        for (RunDirectory run : runs) {
            progress.checkCancelled();
            RunTrash.move(run, Clock.systemUTC());
        }
        model.refresh();
    }
}
