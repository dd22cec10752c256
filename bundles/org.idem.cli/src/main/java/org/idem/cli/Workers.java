package org.idem.cli;

import java.util.function.Supplier;
import org.idem.launch.Engine;
import org.idem.launch.Launcher;

/** Finds the engine when a command needs it, and not before: most commands work without. */
final class Workers {
    private final Supplier<Engine> engine;

    Workers(Supplier<Engine> engine) {
        this.engine = engine;
    }

    Launcher launcher() {
        return new Launcher(engine.get());
    }
}
