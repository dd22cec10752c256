package org.idem.launch;

import java.util.ArrayList;
import java.util.List;

/** Command lines of processes that no terminal reaches: neither its Ctrl-C nor its end. */
final class Detached {
    private Detached() {}

    /** The command in a session of its own where the system can do so; it keeps its process number. */
    static List<String> command(List<String> command) {
        List<String> detached = new ArrayList<>();
        Programs.find("setsid").ifPresent(program -> detached.add(program.toString()));
        detached.addAll(command);
        return detached;
    }
}
