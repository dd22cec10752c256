package org.idem.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Java does not say of a process: a killed one stays in Linux' process table until its parent asks for it, and in
 * containers whose first process never does, for good. Java takes it for alive.
 */
final class ProcessTable {
    private ProcessTable() {}

    /** Whether the process has ended and only its entry is left. */
    static boolean isZombie(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            // The name in parentheses may hold anything, so the state is what follows the last one.
            String stat = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            // It went away between two looks: then the next look finds no process.
            System.getLogger(ProcessTable.class.getName()).log(System.Logger.Level.TRACE, "process " + pid, e);
            return false;
        }
    }
}
