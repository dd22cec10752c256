package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.idem.core.AtomicFiles;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.record.SaveFailedException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system without room for metrics and evaluations; it is a real one, where the test may mount one. */
class FullDiskTest {
    @TempDir
    private Path folder;

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Replaces a folder of a run by one of a full disk. */
    private static void move(Path from, Path disk) throws IOException {
        AtomicFiles.deleteTree(from);
        Files.createSymbolicLink(from, Files.createDirectories(disk.resolve(from.getFileName())));
    }

    private static void fill(Path disk) throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] page = new byte[512];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("space"), e.getMessage());
        }
    }

    @Test
    void metricsAndEvaluationsThatDoNotFitFailNoTraining() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()), "may not mount");
        try {
            TinyRun.drawFaces(folder);
            TinyRun tiny = TinyRun.in(folder, "full", "Global.eval_during_train=True");
            move(tiny.run().path().resolve("metrics"), disk);
            move(tiny.run().eval(), disk);
            Files.createFile(disk.resolve("metrics/writer.lock"));
            fill(disk);
            assertEquals(Trainer.End.DONE, tiny.train(false));
            assertEquals(RunStatus.State.DONE, tiny.run().status().state());
            assertEquals(12, tiny.latest().state().step());
            assertEquals(
                    1,
                    Arrays.stream(tiny.log().split("\n"))
                            .filter(line -> line.contains("Metrics cannot"))
                            .count(),
                    tiny.log());
            assertTrue(tiny.log().contains("The evaluation on verify cannot be written"), tiny.log());
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void theLastGoodCheckpointStandsAndIsGoneOnWith() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()), "may not mount");
        try {
            TinyRun.drawFaces(folder);
            TinyRun tiny = TinyRun.in(folder, "full", "Global.save_interval_steps=1");
            move(tiny.run().checkpoints(), disk);
            tiny.with("Global.max_train_step=1").train(false);
            fill(disk);
            TinyRun full = tiny.with("Global.max_train_step=12");
            SaveFailedException seen = assertThrows(
                    SaveFailedException.class, () -> full.train(true, new StridingClock(Duration.ofMinutes(16))));
            assertTrue(seen.getMessage().contains("the checkpoint of step 1 is the latest"), seen.getMessage());
            assertTrue(seen.getMessage().contains("No space left on device"), seen.getMessage());
            assertEquals(4, full.losses().length);
            assertEquals(RunStatus.State.FAILED, full.run().status().state());
            assertEquals(seen.getMessage(), full.run().status().message());
            assertEquals(1, full.latest().state().step());
            Files.delete(disk.resolve("filler"));
            assertEquals(Trainer.End.DONE, full.train(true));
            assertEquals(12, full.losses().length);
        } finally {
            run("umount", disk.toString());
        }
    }

    /** Class centers that cannot be written back end the training; those of the last checkpoint are as they were. */
    @Test
    void classCentersThatDoNotFitEndItCleanly() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()), "may not mount");
        String[] options = {
            "Model.class_num=20000",
            "Model.pfc_config.center_storage=disk",
            "Model.pfc_config.sample_ratio=0.02",
            "Model.pfc_config.center_folder=" + disk
        };
        try {
            TinyRun.drawFaces(folder);
            TinyRun whole = TinyRun.in(folder, "whole", options).with("Model.pfc_config.center_storage=memory");
            whole.with("Model.pfc_config.sample_block=32").train(false);
            TinyRun full = TinyRun.in(folder, "full", options).with("Global.max_train_step=2");
            full.train(false);
            fill(disk);
            TinyRun rest = full.with("Global.max_train_step=12", "Global.keep_checkpoints=1");
            RuntimeException seen = assertThrows(RuntimeException.class, () -> rest.train(true));
            String told = seen.getMessage() + " " + seen.getCause();
            assertTrue(told.contains("No space left on device") || told.contains("are free"), told);
            assertEquals(RunStatus.State.FAILED, rest.run().status().state());
            assertEquals(2, rest.latest().state().step());
            Files.delete(disk.resolve("filler"));
            assertEquals(Trainer.End.DONE, rest.train(true));
            assertArrayEquals(whole.losses(), rest.losses());
        } finally {
            run("umount", disk.toString());
        }
    }

    /** A clock that fills the disk once two steps are done. */
    private static Clock filling(Path disk, TinyRun tiny) {
        return new StridingClock(Duration.ofMillis(1)) {
            @Override
            public synchronized Instant instant() {
                boolean due = tiny.run().metrics().bytes() > 0 && tiny.losses().length == 2;
                if (due && !Files.exists(disk.resolve("filler"))) {
                    try {
                        fill(disk);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return super.instant();
            }
        };
    }

    /** Not a byte is left: what ended the training is told where something else stood. */
    @Test
    void aRunOnADiskThatIsFullSaysHowItEnded() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()), "may not mount");
        try {
            TinyRun.drawFaces(folder);
            Files.createSymbolicLink(folder.resolve("runs"), disk);
            TinyRun full = TinyRun.in(folder, "full", "Global.save_interval_steps=1");
            SaveFailedException seen =
                    assertThrows(SaveFailedException.class, () -> full.train(false, filling(disk, full)));
            assertEquals(RunStatus.State.FAILED, full.run().status().state());
            assertEquals(seen.getMessage(), full.run().status().message());
            assertEquals(RunStatus.LiveState.FAILED, full.run().live(Clock.systemUTC()));
            Files.delete(disk.resolve("filler"));
            assertEquals(Trainer.End.DONE, full.train(true));
            assertEquals(12, full.losses().length);
        } finally {
            run("umount", disk.toString());
        }
    }
}
