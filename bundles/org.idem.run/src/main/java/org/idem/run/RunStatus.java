package org.idem.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a trainer last said about itself, as {@code status.json} holds it.
 *
 * @param state what the trainer was doing
 * @param pid process that wrote this, 0 before a process has taken the run
 * @param host name of the machine that the process is on
 * @param started when the process (or, before it, the run) began
 * @param heartbeat when this was written
 * @param step optimizer steps done
 * @param totalSteps steps that the whole run has, 0 when not yet known
 * @param epoch epochs done
 * @param epochs epochs that the whole run has
 * @param etaSeconds seconds left, NaN when not known
 * @param imagesPerSecond recent speed over all workers, NaN when not known
 * @param message one line for people; empty when there is nothing to say
 */
public record RunStatus(
        State state,
        long pid,
        String host,
        Instant started,
        Instant heartbeat,
        long step,
        long totalSteps,
        int epoch,
        int epochs,
        double etaSeconds,
        double imagesPerSecond,
        String message) {

    /** A heartbeat older than this says that the trainer hangs. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(60);

    public RunStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(heartbeat, "heartbeat");
        host = host == null ? "" : host;
        message = message == null ? "" : message;
    }

    /** What a trainer says of itself. */
    public enum State {
        /** Prepared, or reading its data and building its network. */
        STARTING,
        /** Training. */
        RUNNING,
        /** Asked to stop and saving. */
        STOPPING,
        /** Saved and ended before its last step, because it was asked to. */
        STOPPED,
        /** Reached its last step. */
        DONE,
        /** Ended with an error. */
        FAILED,
        /** Nothing that can be understood: the status is damaged, of another program, or of a later version. */
        UNKNOWN;

        /** Whether a trainer that said this has nothing more to say. */
        public boolean isEnd() {
            return this == STOPPED || this == DONE || this == FAILED;
        }
    }

    /** What a run is now, as far as one can tell from outside. */
    public enum LiveState {
        STARTING,
        RUNNING,
        STOPPING,
        /** Not heard of for {@link #STALE_AFTER}, yet not known to be gone: it hangs, or is where one cannot look. */
        STALLED,
        STOPPED,
        DONE,
        FAILED,
        /** The process is gone and never said why. */
        CRASHED,
        /** What the run says of itself cannot be understood; its message says why. */
        UNKNOWN;

        /** Whether a process still works, or may still work, on the run. */
        public boolean isAlive() {
            return this == STARTING || this == RUNNING || this == STOPPING || this == STALLED;
        }
    }

    /** A run that was prepared and waits for its process. */
    public static RunStatus prepared(Instant now) {
        return new RunStatus(
                State.STARTING, 0, HostName.get(), now, now, 0, 0, 0, 0, Double.NaN, Double.NaN, "Waiting to start");
    }

    /** A status that says no more than why there is none. */
    static RunStatus unknown(String why) {
        return new RunStatus(
                State.UNKNOWN, 0, "", Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, Double.NaN, Double.NaN, why);
    }

    /** The first word of the process that calls this. */
    public static RunStatus starting(Instant now) {
        return new RunStatus(
                State.STARTING,
                ProcessHandle.current().pid(),
                HostName.get(),
                now,
                now,
                0,
                0,
                0,
                0,
                Double.NaN,
                Double.NaN,
                "Starting");
    }

    /** The same at a later time in another state. */
    public RunStatus with(State newState, String newMessage, Instant now) {
        return new RunStatus(
                newState,
                pid,
                host,
                started,
                now,
                step,
                totalSteps,
                epoch,
                epochs,
                newState.isEnd() ? 0 : etaSeconds,
                imagesPerSecond,
                newMessage);
    }

    /** The same with other progress figures. */
    public RunStatus withProgress(
            long newStep, long newTotalSteps, int newEpoch, int newEpochs, double eta, double rate, Instant now) {
        return new RunStatus(
                state, pid, host, started, now, newStep, newTotalSteps, newEpoch, newEpochs, eta, rate, message);
    }

    /** The same with a heartbeat of now. */
    public RunStatus withHeartbeat(Instant now) {
        return withProgress(step, totalSteps, epoch, epochs, etaSeconds, imagesPerSecond, now);
    }

    /** Steps done of all, in [0, 1]; 0 when the total is not known. */
    public double fraction() {
        return totalSteps <= 0 ? 0 : Math.max(0, Math.min(1, (double) step / totalSteps));
    }
}
