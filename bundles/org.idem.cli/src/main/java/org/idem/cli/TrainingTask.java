package org.idem.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Problem;
import org.idem.launch.Launcher;
import org.idem.launch.LiveText;
import org.idem.launch.Ranks;
import org.idem.launch.TrainerProcess;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** Training as the command and the demo do it: start, follow, say how it ended. */
final class TrainingTask {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Exit codes from here on say which signal ended a process. */
    private static final int KILLED = 128;

    private static final int MOST_SIGNALS = 64;

    private final Console console;
    private final Launcher launcher;
    private final String label;

    /** Progress lines begin with the label. */
    TrainingTask(Console console, Launcher launcher, String label) {
        this.console = console;
        this.launcher = launcher;
        this.label = label;
    }

    /** Makes a run of a sound configuration and starts its trainer. */
    TrainerProcess start(LoadedConfig config) {
        return start(config, Ranks.ONE);
    }

    /** As {@link #start(LoadedConfig)}, of several processes. */
    TrainerProcess start(LoadedConfig config, Ranks ranks) {
        RunDirectory run = launcher.prepareTraining(config);
        say(run, "", ranks);
        return launcher.train(run, false, ranks);
    }

    /** Goes on with a run from its latest checkpoint, if it has one. */
    TrainerProcess resume(RunDirectory run, Ranks ranks) {
        boolean saved = new CheckpointStore(run.checkpoints()).latest().isPresent();
        say(run, saved ? "" : " (no checkpoint was saved yet: it begins anew)", ranks);
        return launcher.train(run, true, ranks);
    }

    /** Resumes a run of which nobody can tell from here whether it has a trainer. */
    TrainerProcess takeOver(RunDirectory run, Ranks ranks) {
        say(run, "", ranks);
        return launcher.takeOver(run, ranks);
    }

    private void say(RunDirectory run, String more, Ranks ranks) {
        console.say("run     " + run.path() + more);
        launcher.crowding(run, ranks).ifPresent(words -> console.say("warning: " + words));
    }

    /**
     * Waits until the trainer trains: until then it may still find that it cannot.
     *
     * @return 0, or the exit code if it ended before
     */
    int awaitStart(TrainerProcess trainer) {
        try {
            while (trainer.run().status().state() == RunStatus.State.STARTING) {
                if (console.interrupts() > 0) {
                    throw new CancellationException("Not waited for");
                }
                if (trainer.waitFor(POLL)) {
                    return exitCode(trainer);
                }
            }
            return trainer.run().live(Clock.systemUTC()).isAlive() ? 0 : exitCode(trainer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failures.CANCELLED;
        }
    }

    /** Follows the trainer to its end; returns the exit code of the command. */
    int follow(TrainerProcess trainer) {
        RunFollower follower = new RunFollower(console, trainer.run(), trainer::isAlive, label);
        follower.await();
        int exitCode = exitCode(trainer);
        return exitCode == 0 && follower.hasStopped() ? Failures.CANCELLED : exitCode;
    }

    /** Follows a trainer that another process started. */
    int follow(RunDirectory run) {
        RunFollower follower = RunFollower.ofOther(console, run);
        RunStatus.LiveState state = follower.await();
        if (state.isAlive()) {
            console.say("error: " + LiveText.trainer(run, Clock.systemUTC()));
            return Failures.FAILED;
        }
        if (state != RunStatus.LiveState.DONE && state != RunStatus.LiveState.STOPPED) {
            boolean lost = state == RunStatus.LiveState.CRASHED;
            String why =
                    lost ? "the trainer ended without a word" : run.status().message();
            console.say("error: training failed: " + why + " — see " + run.logFile());
            hint(run, lost ? KILLED : Failures.FAILED);
            return Failures.FAILED;
        }
        return follower.hasStopped() ? Failures.CANCELLED : 0;
    }

    private int exitCode(TrainerProcess trainer) {
        int exitCode = trainer.onExit().join();
        if (exitCode == 0) {
            return 0;
        }
        RunStatus status = trainer.run().status();
        // The log has the whole of it; who reads the terminal is spared the call stack.
        boolean survived = exitCode == Failures.FAILED || status.ranks().size() > 1;
        boolean reported = survived
                && status.state() == RunStatus.State.FAILED
                && status.heartbeat().pid() != 0;
        List<Problem> problems = trainer.problems();
        boolean full = trainer.isDiskFull();
        if (problems.isEmpty() && (reported || !full)) {
            String words = reported ? "error: " + status.message() : trainer.logTail();
            words.lines().forEach(console::say);
        }
        problems.forEach(problem -> console.say(problem.toString()));
        if (full) {
            console.say("error: the disk of " + trainer.run().path() + " is full");
        }
        console.say("error: training failed (exit code " + exitCode + ") — see "
                + trainer.run().logFile());
        hint(trainer.run(), exitCode);
        boolean own = exitCode == Failures.BAD_INPUT || exitCode == Failures.CANCELLED;
        return own ? exitCode : Failures.FAILED;
    }

    /** A trainer that was killed, often by a machine that ran out of memory, left a run that goes on from its last save. */
    private void hint(RunDirectory run, int exitCode) {
        if (exitCode < KILLED || exitCode > KILLED + MOST_SIGNALS || exitCode == Failures.CANCELLED) {
            return;
        }
        boolean saved = new CheckpointStore(run.checkpoints()).latest().isPresent();
        console.say("the trainer was killed from outside"
                + (exitCode == KILLED + 9 ? " (kill -9, or the machine ran out of memory)" : "") + "; "
                + (saved ? "go on from its last checkpoint" : "it had saved nothing yet; begin anew")
                + " with: ./idem train --resume "
                + run.path());
    }
}
