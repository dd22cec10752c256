package org.idem.ui.start;

import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.runtime.jobs.Job;
import org.idem.core.Progress;
import org.idem.ui.jobs.WorkJob;

/** Looks through the folder for the start page: shown in the Progress view, and cancelled there or on the page. */
final class SurveyJob extends WorkJob {
    private final Function<Progress, StartContents> reading;
    private final Consumer<StartContents> done;

    /** Calls {@code done} on the job's thread. */
    SurveyJob(String folder, Function<Progress, StartContents> reading, Consumer<StartContents> done) {
        super("Looking through " + folder);
        this.reading = reading;
        this.done = done;
        setPriority(Job.SHORT);
    }

    @Override
    protected void work(Progress progress) {
        done.accept(reading.apply(progress));
    }
}
