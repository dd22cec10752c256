package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;

/** Measures a checkpoint on a set of pairs. */
public final class VerifyJob extends WorkJob {
    private final RunDirectory run;
    private final String checkpoint;
    private final Path set;
    private final LauncherFactory launches;
    private final Consumer<Evaluation> done;

    /** Calls {@code done} with the new evaluation on the job's thread. */
    public VerifyJob(
            RunDirectory run, String checkpoint, Path set, LauncherFactory launches, Consumer<Evaluation> done) {
        super("Verifying " + run.name() + " on " + set.getFileName());
        this.run = run;
        this.checkpoint = checkpoint;
        this.set = set;
        this.launches = launches;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        Request.Verify request = new Request.Verify(run.path(), checkpoint, List.of(set), run.eval());
        launches.launcher().verify(request, progress).evaluations().forEach(done);
    }
}
