package org.idem.run;

import java.time.Instant;
import java.util.Objects;

/**
 * A sign of life of the process that trains a run.
 *
 * @param pid number of the process, 0 before a process has taken the run
 * @param host name of the machine that the process is on, empty when not known
 * @param started when the process (or, before it, the run) began
 * @param time when the sign was given
 */
public record Heartbeat(long pid, String host, Instant started, Instant time) {
    /** Of nobody, never. */
    static final Heartbeat NONE = new Heartbeat(0, "", Instant.EPOCH, Instant.EPOCH);

    public Heartbeat {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(time, "time");
        host = host == null ? "" : host;
    }

    /** Returns the same process's sign at a later time. */
    Heartbeat at(Instant now) {
        return new Heartbeat(pid, host, started, now);
    }
}
