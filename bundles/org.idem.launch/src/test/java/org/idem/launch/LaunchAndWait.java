package org.idem.launch;

import java.nio.file.Path;
import org.idem.run.RunDirectory;

/** Starts a trainer and waits for its end, as a command line that is left open. */
public final class LaunchAndWait {
    private LaunchAndWait() {}

    public static void main(String[] arguments) {
        EngineInstallation engine = EngineInstallation.ofClassPath(System.getProperty("java.class.path"));
        new Launcher(engine)
                .train(RunDirectory.open(Path.of(arguments[0])), false)
                .onExit()
                .join();
    }
}
