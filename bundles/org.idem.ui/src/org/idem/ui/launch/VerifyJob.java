package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.ui.jobs.WorkJob;

/** Measures a model on a set of pairs. */
public final class VerifyJob extends WorkJob {
    private final ModelSource model;
    private final Path evaluations;
    private final Path set;
    private final LauncherFactory launches;
    private final Consumer<Evaluation> done;

    /**
     * Calls {@code done} with the new evaluation on the job's thread.
     *
     * @param evaluations folder that gets it
     */
    public VerifyJob(
            ModelSource model, Path evaluations, Path set, LauncherFactory launches, Consumer<Evaluation> done) {
        super("Verifying " + model.path().getFileName() + " on " + set.getFileName());
        this.model = model;
        this.evaluations = evaluations;
        this.set = set;
        this.launches = launches;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        Request.Verify request = new Request.Verify(model, List.of(set), evaluations);
        launches.launcher().verify(request, progress).evaluations().forEach(done);
    }
}
