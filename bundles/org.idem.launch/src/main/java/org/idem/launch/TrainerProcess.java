package org.idem.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.idem.core.Problem;
import org.idem.protocol.Reply;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** A trainer that was started here. It goes on when this process ends; until then this is the way to hear of its end. */
public final class TrainerProcess {
    /** Less than this is no room for a status and a checkpoint's smallest file. */
    private static final long LEAST_SPACE = 64 << 10;

    private static final String FULL = "The disk is full";
    private static final System.Logger LOG = System.getLogger(TrainerProcess.class.getName());

    private final RunDirectory run;
    private final Process process;
    private final long logStart;
    private final CompletableFuture<Integer> exit;

    /**
     * Follows a trainer.
     *
     * @param logStart length of the run's log in bytes before this trainer wrote to it
     */
    TrainerProcess(RunDirectory run, Process process, long logStart) {
        this.run = run;
        this.process = process;
        this.logStart = logStart;
        this.exit = process.onExit().thenApply(this::recordEnd);
    }

    /** Returns the run that the process trains. */
    public RunDirectory run() {
        return run;
    }

    /** Returns the number that the operating system gave the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, once it ended: 0 done or stopped, 1 failed, 2 bad input, above 128 killed by a signal. */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /**
     * Blocks until the process has ended, at most for the given time.
     *
     * @return whether it ended in time
     */
    public boolean waitFor(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is wrong with the input, if that is why the trainer ended; else empty. */
    public List<Problem> problems() {
        return TrainRequestFiles.end(run).orElse(null) instanceof Reply.ProblemReport report
                ? report.problems()
                : List.of();
    }

    /** The last lines that this trainer wrote to the run's log; of ranks that could not be started, why. */
    public String logTail() {
        return startFailure().orElseGet(() -> Tail.ofFile(run.logFile(), logStart));
    }

    private Optional<String> startFailure() {
        return isUnstarted(run.status())
                ? StarterOutput.reason(Tail.headOfFile(run.logFile(), logStart))
                : Optional.empty();
    }

    private static boolean isUnstarted(RunStatus status) {
        return status.heartbeat().pid() == 0;
    }

    /** Whether the disk of the run is full: then a trainer ends without a place to say so. */
    public boolean isDiskFull() {
        try {
            return Files.getFileStore(run.path()).getUsableSpace() < LEAST_SPACE;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no space is told of " + run.path(), e);
            return false;
        }
    }

    /** A process that ended before it took the run over, or had no room to write its end, cannot say so itself. */
    private int recordEnd(Process ended) {
        try {
            RunStatus status = run.status();
            boolean unstarted = isUnstarted(status);
            if (!status.state().isEnd() && (unstarted || isDiskFull())) {
                run.writeStatus(status.with(
                        RunStatus.State.FAILED,
                        unstarted
                                ? "The trainer did not start (exit code " + ended.exitValue() + "): " + reason()
                                : FULL,
                        Clock.systemUTC().instant()));
            }
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "The end of " + run.name() + " cannot be written: " + e.getMessage());
        }
        return ended.exitValue();
    }

    private String reason() {
        if (isDiskFull()) {
            return FULL;
        }
        Optional<String> first = startFailure().flatMap(text -> text.lines().findFirst());
        return first.orElseGet(() -> {
            String printed = logTail();
            return printed.substring(printed.lastIndexOf('\n') + 1);
        });
    }
}
