package org.idem.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.run.RunStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer as a process of its own: killed, terminated, resumed, asked to verify. */
class TrainerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String[] MANY_EPOCHS = {"Global.epochs=6", "Global.save_interval_steps=3"};

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static Process start(Path log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrainerMain.class.getName()));
        command.addAll(List.of(arguments));
        File errors = log.resolveSibling(log.getFileName() + ".err").toFile();
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                .start();
    }

    private static void await(Process process, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && process.isAlive() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertTrue(condition.getAsBoolean(), "the trainer did not get there");
    }

    private static int exit(Process process) throws Exception {
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static boolean hasCheckpoint(TinyRun tiny) {
        return !new org.idem.run.CheckpointStore(tiny.run().checkpoints())
                .list()
                .isEmpty();
    }

    @Test
    void aKilledRunGoesOnAsIfNothingHadHappened() throws Exception {
        TinyRun whole = TinyRun.in(folder, "undisturbed", MANY_EPOCHS);
        whole.train(false);

        TinyRun killed = TinyRun.in(folder, "killed", MANY_EPOCHS);
        String run = killed.run().path().toString();
        Process process = start(killed.run().logFile(), "train", "--run", run);
        await(process, () -> hasCheckpoint(killed));
        process.destroyForcibly();
        exit(process);
        assertEquals(RunStatus.LiveState.CRASHED, killed.run().live(Clock.systemUTC()));

        assertEquals(0, exit(start(killed.run().logFile(), "train", "--run", run, "--resume")));
        assertEquals(RunStatus.LiveState.DONE, killed.run().live(Clock.systemUTC()));
        assertArrayEquals(whole.losses(), killed.losses(), 0);
        Map<String, float[]> expected = whole.weights();
        killed.weights().forEach((name, values) -> assertArrayEquals(expected.get(name), values, 0f, name));
    }

    @Test
    void terminationSavesFirst() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "terminated", "Global.epochs=200", "Global.save_interval=1000");
        String run = tiny.run().path().toString();
        Process process = start(tiny.run().logFile(), "train", "--run", run);
        await(process, () -> tiny.run().status().step() > 0);
        process.destroy();
        assertEquals(0, exit(process));
        assertEquals(RunStatus.State.STOPPED, tiny.run().status().state());
        assertEquals(tiny.run().status().step(), tiny.latest().state().step());

        Path log = folder.resolve("verify.log");
        Path out = Files.createDirectories(folder.resolve("verified"));
        String set = folder.resolve("faces/verify.bin").toString();
        assertEquals(0, exit(start(log, "verify", "--run", run, "--on", set, "--out", out.toString())));
        List<String> lines = Files.readAllLines(log);
        JsonNode result =
                new ObjectMapper().readTree(lines.get(lines.size() - 1)).get("result");
        assertEquals(20, result.at("/sets/0/pairs").asInt());
        assertTrue(result.at("/sets/0/accuracy").asDouble() >= 0.3);
    }

    @Test
    void badInputExitsWithTwo() throws Exception {
        Path log = folder.resolve("bad.log");
        assertEquals(
                2, exit(start(log, "train", "--run", folder.resolve("nowhere").toString())));
        assertEquals(2, exit(start(log, "dance")));
        assertTrue(Files.readString(folder.resolve("bad.log.err")).contains("There is no such run"));
    }
}
