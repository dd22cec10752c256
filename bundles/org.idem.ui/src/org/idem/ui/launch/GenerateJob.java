package org.idem.ui.launch;

import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.faces.GenerateResult;
import org.idem.ui.jobs.WorkJob;

/** Draws a face set with its verification set. */
public final class GenerateJob extends WorkJob {
    private final GenerateRequest request;
    private final Consumer<GenerateResult> done;

    /** Calls {@code done} on the job's thread. */
    public GenerateJob(GenerateRequest request, Consumer<GenerateResult> done) {
        super("Drawing faces into " + request.out().getFileName());
        this.request = request;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        done.accept(FaceGenerator.generate(request, progress));
    }
}
