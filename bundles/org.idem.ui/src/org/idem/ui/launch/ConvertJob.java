package org.idem.ui.launch;

import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.data.convert.ConvertRequest;
import org.idem.data.convert.ConvertResult;
import org.idem.data.convert.DatasetConverter;
import org.idem.ui.jobs.WorkJob;

/** Writes a data set in another format. */
public final class ConvertJob extends WorkJob {
    private final ConvertRequest request;
    private final Consumer<ConvertResult> done;

    /** Calls {@code done} on the job's thread. */
    public ConvertJob(ConvertRequest request, Consumer<ConvertResult> done) {
        super("Converting " + request.source().getFileName());
        this.request = request;
        this.done = done;
    }

    @Override
    protected void work(Progress progress) {
        done.accept(DatasetConverter.convert(request, progress));
    }
}
