package org.idem.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.idem.run.HostName;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/**
 * What a run is now, looked at more closely than its status can: a killed process stays in Linux' process table until
 * its parent asks for it, and in containers whose first process never does, for good. Java takes it for alive.
 */
public final class Liveness {
    private Liveness() {}

    /** What the run is now. */
    public static RunStatus.LiveState of(RunDirectory run) {
        RunStatus.LiveState state = run.live(Clock.systemUTC());
        if (!state.isAlive()) {
            return state;
        }
        RunStatus status = run.status();
        boolean dead = status.pid() > 0 && status.host().equals(HostName.get()) && isZombie(status.pid());
        return dead && !status.state().isEnd() ? RunStatus.LiveState.CRASHED : run.live(Clock.systemUTC());
    }

    private static boolean isZombie(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            // The name in parentheses may hold anything, so the state is what follows the last one.
            String stat = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            // It went away between two looks: then the next look finds no process.
            System.getLogger(Liveness.class.getName()).log(System.Logger.Level.TRACE, "process " + pid, e);
            return false;
        }
    }
}
