package org.idem.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.run.RunDirectory;

/** Runs whose workers are the stand-ins of this test folder. */
final class Fixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Launcher launcher;

    Fixture(Path folder) {
        this.folder = folder;
        this.launcher = new Launcher(EngineInstallation.ofClassPath(classPath()), folder);
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    Launcher launcher() {
        return launcher;
    }

    LoadedConfig config(String name, String... overrides) {
        Path file = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
        List<String> all = new ArrayList<>(List.of("Global.name=" + name));
        all.addAll(List.of(overrides));
        try {
            return ConfigReader.parse(file, Files.readString(file), all);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    RunDirectory run(String name) {
        return launcher.prepareTraining(config(name));
    }

    Path folder() {
        return folder;
    }

    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
