package org.idem.ui.launch;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.idem.core.Progress;
import org.idem.launch.Launcher;
import org.idem.run.RunDirectory;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.runs.RunsModel;

/** Lets a run go on from its latest checkpoint, or asks its trainer to save and end. */
public final class TrainerControlJob extends WorkJob {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(10);

    private final LauncherFactory launches;
    private final RunsModel runs;
    private final BiConsumer<Launcher, Progress> action;

    private TrainerControlJob(
            String name, LauncherFactory launches, RunsModel runs, BiConsumer<Launcher, Progress> action) {
        super(name);
        this.launches = launches;
        this.runs = runs;
        this.action = action;
    }

    /** Starts a trainer that goes on where the run's latest checkpoint was saved. */
    public static TrainerControlJob resume(RunDirectory run, LauncherFactory launches, RunsModel runs) {
        return new TrainerControlJob(
                "Resuming " + run.name(), launches, runs, (launcher, progress) -> launcher.train(run, true));
    }

    /** Asks the trainer to save and end, and waits for it; cancelling ends the waiting, not the request. */
    public static TrainerControlJob stop(RunDirectory run, LauncherFactory launches, RunsModel runs) {
        return new TrainerControlJob(
                "Stopping " + run.name(),
                launches,
                runs,
                (launcher, progress) -> launcher.stop(run, LONGEST_STOP, progress));
    }

    @Override
    protected void work(Progress progress) {
        action.accept(launches.launcher(), progress);
        runs.refresh();
    }
}
