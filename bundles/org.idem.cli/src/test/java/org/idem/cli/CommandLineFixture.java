package org.idem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.launch.EngineInstallation;

/** Runs commands in this process, with workers that are the stand-ins of this test folder. */
final class CommandLineFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a command did. */
    record Outcome(int exitCode, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    private final Path folder;

    CommandLineFixture(Path folder) {
        this.folder = folder;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static Path quickstart() {
        return Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
    }

    Path runs() {
        return folder.resolve("runs");
    }

    Path faces() {
        return folder.resolve("faces");
    }

    /** A small drawn set. */
    /** Draws a small set of four identities; a step of the quick start takes more than a dozen images. */
    void drawFaces(int images) {
        FaceGenerator.generate(new GenerateRequest(4, images, faces(), 1, 32, 4, 4), Progress.NONE);
    }

    /** {@code -o} words that point the quick start at this folder. */
    List<String> overrides(String name) {
        return List.of(
                "-o", "Global.output_dir=" + runs(),
                "-o", "Global.name=" + name,
                "-o", "DataLoader.Train.dataset.cls_label_path=" + faces().resolve("train.rec"),
                "-o", "DataLoader.Eval.dataset.cls_label_path=" + faces().resolve("verify.bin"));
    }

    Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
        int exitCode = run(console, words);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    int run(Console console, String... words) {
        return Main.run(console, new LauncherFactory(() -> EngineInstallation.ofClassPath(classPath())), words);
    }

    Outcome run(List<String> first, List<String> then) {
        return run(java.util.stream.Stream.concat(first.stream(), then.stream()).toArray(String[]::new));
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
