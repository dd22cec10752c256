package org.idem.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.idem.run.RunStatus.LiveState;

/**
 * What there is to tell whether a run still has a process. The lock is the truth where it can be: a trainer that wrote
 * its number holds it. Where it cannot (no locks, or a host that shares no locks with this one) numbers and heartbeats
 * are left.
 *
 * @param lock whether anybody holds the writer's lock
 * @param locksReachAllHosts whether the lock of a process under another host name would be seen here
 * @param host name of this machine
 * @param launched the process that was to take the run over, if its launcher wrote it down
 * @param startOfProcess when a process of this machine began; empty if it does not run
 */
record Liveness(
        WriterLock.State lock,
        boolean locksReachAllHosts,
        String host,
        Optional<LaunchedProcess> launched,
        LongFunction<Optional<Instant>> startOfProcess) {
    /** On these a file is on this machine alone: another host name is this machine, started again. */
    private static final Set<String> LOCAL = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "jfs",
            "bcachefs",
            "overlay",
            "aufs",
            "tmpfs",
            "ramfs");

    /** Clocks of two machines differ by minutes, not by a day. */
    private static final Duration MOST_AHEAD = Duration.ofDays(-1);

    /** The clocks of a process table and of a file may differ by this much. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

    /** Looks at a run. */
    static Liveness of(Path metrics, Optional<LaunchedProcess> launched) {
        return new Liveness(
                WriterLock.probe(metrics), isLocal(metrics), HostName.get(), launched, Liveness::startOfProcess);
    }

    private static boolean isLocal(Path folder) {
        try {
            return LOCAL.contains(Files.getFileStore(folder).type());
        } catch (IOException e) {
            System.getLogger(Liveness.class.getName()).log(System.Logger.Level.DEBUG, folder.toString(), e);
            return false;
        }
    }

    /** What a run is now that its trainer last said this. */
    LiveState state(RunStatus status, Instant now) {
        if (status.state().isEnd() || status.state() == RunStatus.State.UNKNOWN) {
            return LiveState.valueOf(status.state().name());
        }
        Heartbeat last = status.heartbeat();
        Duration age = Duration.between(last.time(), now);
        boolean stale = age.compareTo(RunStatus.STALE_AFTER) > 0 || age.compareTo(MOST_AHEAD) < 0;
        LiveState heard =
                stale ? LiveState.STALLED : LiveState.valueOf(status.state().name());
        if (lock == WriterLock.State.HELD) {
            return heard;
        }
        if (last.pid() <= 0) {
            return isAwaited(stale) ? heard : LiveState.CRASHED;
        }
        boolean here = last.host().equals(host);
        if (lock == WriterLock.State.FREE && (here || locksReachAllHosts)) {
            return LiveState.CRASHED;
        }
        return here && !wrote(last.pid(), last.time()) ? LiveState.CRASHED : heard;
    }

    /** Whether a process that has not said a word yet may still do so. */
    private boolean isAwaited(boolean stale) {
        return launched.filter(process -> process.host().equals(host))
                .map(process -> wrote(process.pid(), process.when()))
                .orElse(!stale);
    }

    /** A process that began after something was written is another one, which was given the number anew. */
    private boolean wrote(long pid, Instant when) {
        Optional<Instant> start = startOfProcess.apply(pid);
        return start.isPresent() && !start.get().isAfter(when.plus(CLOCK_SLACK));
    }

    /** When the process began; empty if it does not run, {@link Instant#MIN} if it runs and does not say. */
    private static Optional<Instant> startOfProcess(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !ProcessTable.isZombie(pid))
                .map(handle -> handle.info().startInstant().orElse(Instant.MIN));
    }
}
