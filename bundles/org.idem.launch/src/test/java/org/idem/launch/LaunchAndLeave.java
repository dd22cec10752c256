package org.idem.launch;

import java.nio.file.Path;
import org.idem.run.RunDirectory;

/** Starts a trainer and ends at once, as a workbench that is closed. */
public final class LaunchAndLeave {
    private LaunchAndLeave() {}

    public static void main(String[] arguments) {
        EngineInstallation engine = EngineInstallation.ofClassPath(System.getProperty("java.class.path"));
        new Launcher(engine).train(RunDirectory.open(Path.of(arguments[0])), false);
    }
}
