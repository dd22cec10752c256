package org.idem.launch;

import java.time.Clock;
import java.time.Duration;
import org.idem.core.Units;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** What there is to say of the trainer of a run that has one, or may have one. */
public final class LiveText {
    private LiveText() {}

    /** Whether a run may have a trainer that cannot be seen from here: nothing was heard of it, and no lock tells. */
    public static boolean isUncertain(RunDirectory run, Clock clock) {
        return run.live(clock) == RunStatus.LiveState.STALLED && !run.isBeingWritten();
    }

    /** A sentence about the trainer, without its end. */
    public static String trainer(RunDirectory run, Clock clock) {
        RunStatus status = run.status();
        String process = status.heartbeat().pid() > 0
                ? "process " + status.heartbeat().pid() + " on "
                        + status.heartbeat().host()
                : "the process that was started for it";
        if (run.live(clock) != RunStatus.LiveState.STALLED) {
            return "This run is still being trained by " + process;
        }
        String silent = Units.duration(Duration.between(status.heartbeat().time(), clock.instant()));
        return run.isBeingWritten()
                ? "This run is held by " + process + ", of which nothing was heard for " + silent
                : "Nothing was heard of " + process + " for " + silent
                        + ", and whether it still trains cannot be told from here";
    }

    /** What to do about it. */
    static String remedy(RunDirectory run) {
        if (isUncertain(run, Clock.systemUTC())) {
            return "if you know that it is gone: idem train --resume " + run.path() + " --take-over";
        }
        return "stop it first: idem stop " + run.name();
    }
}
