package org.idem.cli;

import java.util.function.Supplier;
import org.idem.launch.EngineInstallation;
import org.idem.launch.Launcher;

/** Finds the engine when a command needs it, and not before: most commands work without. */
final class LauncherFactory {
    private final Supplier<EngineInstallation> engine;

    LauncherFactory(Supplier<EngineInstallation> engine) {
        this.engine = engine;
    }

    Launcher launcher() {
        return new Launcher(engine.get());
    }
}
