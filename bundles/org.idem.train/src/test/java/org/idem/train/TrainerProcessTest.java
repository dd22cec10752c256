package org.idem.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.idem.plan.ClassShard;
import org.idem.protocol.Replies;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.Requests;
import org.idem.run.RunStatus;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.layer.Centers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer as a process of its own: killed, terminated, resumed, asked to verify. */
class TrainerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLASSES = 4000;
    private static final String[] KILLED = {
        "Global.epochs=6",
        "Global.save_interval_steps=3",
        "Model.class_num=" + CLASSES,
        "Model.pfc_config.center_storage=disk",
        "Model.pfc_config.sample_ratio=0.2"
    };

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static Process train(TinyRun tiny, boolean resume) throws Exception {
        Path run = tiny.run().path();
        return start(tiny.run().logFile(), new Request.Train(run, resume, run.resolve("replies.jsonl")));
    }

    private static Process start(Path log, Request request) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrainerMain.class.getName()));
        Path file = Files.writeString(log.resolveSibling("request.json"), Requests.format(request));
        command.add(file.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
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

    /** With class centers on disk, where most is at stake; each point of a write is hit by CrashPointTest. */
    @Test
    void aKilledRunGoesOnAsIfNothingHadHappened() throws Exception {
        TinyRun whole = TinyRun.in(folder, "undisturbed", KILLED);
        whole.train(false);

        TinyRun killed = TinyRun.in(folder, "killed", KILLED);
        Process process = train(killed, false);
        await(process, () -> hasCheckpoint(killed));
        process.destroyForcibly();
        exit(process);
        assertEquals(RunStatus.LiveState.CRASHED, killed.run().live(Clock.systemUTC()));

        killed.train(true);
        assertEquals(RunStatus.LiveState.DONE, killed.run().live(Clock.systemUTC()));
        assertArrayEquals(whole.losses(), killed.losses(), 0);
        Map<String, float[]> expected = whole.weights();
        killed.weights().forEach((name, values) -> assertArrayEquals(expected.get(name), values, 0f, name));
        assertArrayEquals(centers(whole), centers(killed));
    }

    private static float[] centers(TinyRun run) {
        ClassShard all = ClassShard.of(CLASSES, 0, 1);
        try (MemoryCenters read = new MemoryCenters(CLASSES, 32, CenterFormat.FP32, false, 1)) {
            run.latest().loadInto(new Checkpoint.Shard(all, read));
            return Centers.all(read, CenterField.CENTERS);
        }
    }

    @Test
    void terminationSavesFirst() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "terminated", "Global.epochs=200", "Global.save_interval=1000");
        Process process = train(tiny, false);
        await(process, () -> tiny.run().status().progress().step() > 0);
        process.destroy();
        assertEquals(0, exit(process));
        assertEquals(RunStatus.State.STOPPED, tiny.run().status().state());
        assertEquals(
                tiny.run().status().progress().step(), tiny.latest().state().step());
    }

    private static Reply lastReply(Path log) throws Exception {
        List<Reply> replies = Files.readAllLines(log).stream()
                .map(Replies::parse)
                .flatMap(Optional::stream)
                .toList();
        return replies.get(replies.size() - 1);
    }

    @Test
    void badInputIsToldWithItsPlaceAndExitsWithTwo() throws Exception {
        Path replies = folder.resolve("bad.replies");
        Path nowhere = folder.resolve("nowhere");
        assertEquals(2, exit(start(folder.resolve("bad.log"), new Request.Train(nowhere, false, replies))));
        Reply.ProblemReport report = assertInstanceOf(Reply.ProblemReport.class, lastReply(replies));
        assertEquals(nowhere, report.problems().get(0).file());
        assertEquals("There is no such run", report.problems().get(0).message());
        Request export = new Request.Export(nowhere, "latest", false, folder.resolve("m.onnx"), false);
        assertEquals(2, exit(start(folder.resolve("bad.log"), export)));
    }
}
