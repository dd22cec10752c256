package org.idem.ui.launch;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.protocol.DiagnosisLimits;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.ui.jobs.WorkJob;
import org.idem.verify.doctor.DoctorOptions;

/** Looks at a data set with a model; what it finds is left beside the set. After a cancel the next one goes on. */
public final class DoctorJob extends WorkJob {
    private final ModelSource model;
    private final Path set;
    private final Path against;
    private final LauncherFactory launches;
    private final Consumer<Reply.Diagnosed> done;

    /**
     * A job that does nothing until it is scheduled.
     *
     * @param against set whose people should not be in it; null for none
     * @param done called on the job's thread
     */
    public DoctorJob(
            ModelSource model, Path set, Path against, LauncherFactory launches, Consumer<Reply.Diagnosed> done) {
        super("Looking at " + set.getFileName() + " with " + model.path().getFileName());
        this.model = model;
        this.set = set;
        this.against = against;
        this.launches = launches;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        DiagnosisLimits limits = new DiagnosisLimits(null, null, null, null, DoctorOptions.USUAL_MOST);
        Request.Diagnose request = new Request.Diagnose(model, set, against, null, null, limits);
        done.accept(launches.launcher().diagnose(request, progress));
    }
}
