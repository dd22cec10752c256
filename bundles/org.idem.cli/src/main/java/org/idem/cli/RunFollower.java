package org.idem.cli;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.core.Units;
import org.idem.launch.LiveText;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/**
 * Follows a run until its trainer ends. The first Ctrl-C asks the trainer to save and end, the second gives up waiting;
 * the trainer ends all the same.
 */
final class RunFollower {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Console console;
    private final RunDirectory run;
    private final BooleanSupplier alive;
    private final String label;
    private boolean stopping;
    private long eventBytes;
    private int reported;

    /** Follows a run whose process lives as long as {@code alive} says. */
    RunFollower(Console console, RunDirectory run, BooleanSupplier alive, String label) {
        this.console = console;
        this.run = run;
        this.alive = alive;
        this.label = label;
        this.eventBytes = run.events().bytes();
        this.reported = run.events().read().size();
    }

    /** Follows a run that another process started. */
    static RunFollower ofOther(Console console, RunDirectory run) {
        BooleanSupplier alive =
                () -> run.live(Clock.systemUTC()).isAlive() && !LiveText.isUncertain(run, Clock.systemUTC());
        return new RunFollower(console, run, alive, "training");
    }

    /**
     * Waits for the end.
     *
     * @return what the run is then
     * @throws CancellationException after a second Ctrl-C
     */
    RunStatus.LiveState await() {
        try (ProgressLine progress = new ProgressLine(console, label)) {
            while (alive.getAsBoolean()) {
                if (console.interrupts() > 0) {
                    handleInterrupt(progress);
                }
                reportEvents(progress);
                RunStatus status = run.status();
                progress.report(
                        status.progress().fraction(),
                        () -> describe(status),
                        status.progress().etaSeconds());
                LockSupport.parkNanos(POLL_NANOS);
            }
            reportEvents(progress);
        }
        return run.live(Clock.systemUTC());
    }

    /** What went wrong since the last look; who began to watch later finds the rest with {@code idem events}. */
    private void reportEvents(ProgressLine progress) {
        long bytes = run.events().bytes();
        if (bytes == eventBytes) {
            return;
        }
        eventBytes = bytes;
        List<RunEvent> events = run.events().read();
        progress.clear();
        events.subList(Math.min(reported, events.size()), events.size())
                .forEach(event -> console.say("warning: " + EventsCommand.line(event)));
        reported = events.size();
    }

    /** Whether this follower asked the trainer to stop. */
    boolean hasStopped() {
        return stopping;
    }

    private void handleInterrupt(ProgressLine progress) {
        if (!stopping) {
            stopping = true;
            run.requestStop();
            progress.clear();
            console.say("stopping: the trainer saves first (Ctrl-C again: do not wait for it)");
        } else if (console.interrupts() > 1) {
            throw new CancellationException("Not waited for");
        }
    }

    private String describe(RunStatus status) {
        TrainingProgress done = status.progress();
        if (done.totalSteps() <= 0 || status.state() != RunStatus.State.RUNNING) {
            return status.message();
        }
        StringBuilder text = new StringBuilder("step ");
        text.append(done.step()).append('/').append(done.totalSteps());
        text.append(", epoch ").append(Math.min(done.epochs(), done.epoch() + 1));
        text.append('/').append(done.epochs());
        Double loss = run.lastMetrics().get(MetricTags.LOSS);
        if (loss != null) {
            text.append(String.format(Locale.ROOT, ", loss %.3f", loss));
        }
        if (done.imagesPerSecond() > 0) {
            text.append(", ").append(Units.rate(done.imagesPerSecond())).append(" images/s");
        }
        return text.toString();
    }
}
