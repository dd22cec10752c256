package org.idem.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.idem.core.Problem;
import org.idem.protocol.Reply;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** A trainer that was started here. It goes on when this process ends; until then this is the way to hear of its end. */
public final class TrainerProcess {
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

    /** What it trains. */
    public RunDirectory run() {
        return run;
    }

    /** Number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, once it ended: 0 done or stopped, 1 failed, 2 bad input, above 128 killed by a signal. */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /**
     * Waits for the end.
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

    /** The last lines that this trainer wrote to the run's log. */
    public String logTail() {
        return Tail.ofFile(run.logFile(), logStart);
    }

    /** A process that ended before it took the run over cannot say so itself. */
    private int recordEnd(Process ended) {
        RunStatus status = run.status();
        if (!status.state().isEnd() && status.pid() == 0) {
            String printed = logTail();
            String reason = printed.substring(printed.lastIndexOf('\n') + 1);
            run.writeStatus(status.with(
                    RunStatus.State.FAILED,
                    "The trainer did not start (exit code " + ended.exitValue() + "): " + reason,
                    Clock.systemUTC().instant()));
        }
        return ended.exitValue();
    }
}
