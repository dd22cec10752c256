package org.idem.bench;

import java.nio.file.Path;
import org.idem.launch.EngineInstallation;
import org.idem.launch.Launcher;
import org.idem.launch.TrainerProcess;
import org.idem.run.RunDirectory;

/** A launcher in a process of its own, to be killed: starts the trainer of a run and waits for its end. */
final class KillLauncher {
    private KillLauncher() {}

    /**
     * Launches.
     *
     * @param arguments the run's folder, then {@code begin} or {@code resume}
     */
    public static void main(String[] arguments) {
        Launcher launcher = new Launcher(EngineInstallation.ofClassPath(System.getProperty("java.class.path")));
        TrainerProcess trainer =
                launcher.train(RunDirectory.open(Path.of(arguments[0])), arguments[1].equals("resume"));
        System.exit(trainer.onExit().join());
    }
}
