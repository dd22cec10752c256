package org.idem.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether people look at what is written. */
final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal: {@code System.console()} does not tell the streams apart. */
    static boolean isOnStandardError() {
        return isOn(2);
    }

    /** Whether standard input is a terminal. */
    static boolean isOnStandardInput() {
        return isOn(0);
    }

    private static boolean isOn(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
