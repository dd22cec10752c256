package org.idem.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Command lines of processes that no terminal reaches: neither its Ctrl-C nor its end. */
final class Detached {
    private Detached() {}

    /** The command in a session of its own where the system can do so; it keeps its process number. */
    static List<String> command(List<String> command) {
        List<String> detached = new ArrayList<>();
        setsid().ifPresent(program -> detached.add(program.toString()));
        detached.addAll(command);
        return detached;
    }

    private static Optional<Path> setsid() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
