package org.idem.run;

import java.time.Instant;
import java.util.Objects;

/**
 * A sign of life of one rank of a training, as {@code status.json} lists them.
 *
 * @param rank number of the engine process, from 0
 * @param host name of the machine that it is on
 * @param pid number that its machine gave it
 * @param time when the process of rank 0 last heard of it
 */
public record RankHeartbeat(int rank, String host, long pid, Instant time) {
    public RankHeartbeat {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(time, "time");
    }

    /** Of the process that calls this, as of now. */
    public static RankHeartbeat own(int rank, Instant now) {
        return new RankHeartbeat(rank, HostName.get(), ProcessHandle.current().pid(), now);
    }

    /** The same process's sign at another time. */
    public RankHeartbeat at(Instant now) {
        return new RankHeartbeat(rank, host, pid, now);
    }

    /** The rank for people, such as {@code rank 1 (process 4711 on host b)}. */
    public String describe() {
        return "rank " + rank + " (process " + pid + " on " + host + ")";
    }
}
