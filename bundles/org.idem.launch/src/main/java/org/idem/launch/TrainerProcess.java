package org.idem.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** A trainer that was started here. It goes on when this process ends; until then this is the way to hear of its end. */
public final class TrainerProcess {
    private static final int TAIL_LINES = 20;

    private final RunDirectory run;
    private final Process process;
    private final long logStart;
    private final CompletableFuture<Integer> exit;

    TrainerProcess(RunDirectory run, Process process, long logStart) {
        this.run = run;
        this.process = process;
        this.logStart = logStart;
        this.exit = process.onExit().thenApply(this::settle);
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

    /** Its exit code, once it ended: 0 done or stopped, 1 failed, 2 bad input. */
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

    /** The end of what this worker wrote to the run's log: the reason, if it failed. */
    public String lastWords() {
        String[] lines = Tail.ofFile(run.logFile(), logStart).strip().split("\n");
        int from = Math.max(0, lines.length - TAIL_LINES);
        return String.join("\n", Arrays.copyOfRange(lines, from, lines.length));
    }

    /** A process that ended before it took the run over cannot say so itself. */
    private int settle(Process ended) {
        RunStatus status = run.status();
        if (!status.state().isEnd() && status.pid() == 0) {
            String words = lastWords();
            String reason = words.substring(words.lastIndexOf('\n') + 1);
            run.writeStatus(status.with(
                    RunStatus.State.FAILED,
                    "The trainer did not start (exit code " + ended.exitValue() + "): " + reason,
                    Clock.systemUTC().instant()));
        }
        return ended.exitValue();
    }
}
