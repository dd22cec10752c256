package org.idem.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a trainer last said about itself, as {@code status.json} holds it.
 *
 * @param state what the trainer was doing
 * @param heartbeat which process wrote this, and when
 * @param progress how far the training was
 * @param message one line for people; empty when there is nothing to say
 * @param ranks the engine processes by rank; empty before they know each other
 */
public record RunStatus(
        State state, Heartbeat heartbeat, TrainingProgress progress, String message, List<RankHeartbeat> ranks) {

    /** A heartbeat older than this says that the trainer hangs. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(60);

    public RunStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(heartbeat, "heartbeat");
        Objects.requireNonNull(progress, "progress");
        message = message == null ? "" : message;
        ranks = List.copyOf(ranks);
    }

    /** A status that names no ranks. */
    public RunStatus(State state, Heartbeat heartbeat, TrainingProgress progress, String message) {
        this(state, heartbeat, progress, message, List.of());
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
        /** Prepared, or reading its data and building its network. */
        STARTING,
        /** Training. */
        RUNNING,
        /** Asked to stop and saving. */
        STOPPING,
        /** Not heard of for {@link #STALE_AFTER}, yet not known to be gone: it hangs, or is where one cannot look. */
        STALLED,
        /** Saved and ended before its last step, because it was asked to. */
        STOPPED,
        /** Reached its last step. */
        DONE,
        /** Ended with an error. */
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

    /** Returns the status of a run that was prepared and waits for its process. */
    public static RunStatus prepared(Instant now) {
        Heartbeat nobody = new Heartbeat(0, HostName.get(), now, now);
        return new RunStatus(State.STARTING, nobody, TrainingProgress.NONE, "Waiting to start");
    }

    /** Returns a status that says no more than why there is none. */
    static RunStatus unknown(String why) {
        return new RunStatus(State.UNKNOWN, Heartbeat.NONE, TrainingProgress.NONE, why);
    }

    /** Returns the first word of the process that calls this. */
    public static RunStatus starting(Instant now) {
        Heartbeat own = new Heartbeat(ProcessHandle.current().pid(), HostName.get(), now, now);
        return new RunStatus(State.STARTING, own, TrainingProgress.NONE, "Starting");
    }

    /** Returns the same at a later time in another state; nothing is left to do in one that is the end. */
    public RunStatus with(State newState, String newMessage, Instant now) {
        return new RunStatus(
                newState, heartbeat.at(now), newState.isEnd() ? progress.ended() : progress, newMessage, ranks);
    }

    /** Returns the same at a later time with other progress. */
    public RunStatus withProgress(TrainingProgress newProgress, Instant now) {
        return new RunStatus(state, heartbeat.at(now), newProgress, message, ranks);
    }

    /** Returns the same with the ranks as they are now. */
    public RunStatus withRanks(List<RankHeartbeat> newRanks) {
        return new RunStatus(state, heartbeat, progress, message, newRanks);
    }

    /** Returns the same with a heartbeat of now. */
    public RunStatus withHeartbeat(Instant now) {
        return withProgress(progress, now);
    }
}
