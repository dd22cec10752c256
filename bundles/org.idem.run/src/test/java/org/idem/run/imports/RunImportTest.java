package org.idem.run.imports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.run.MetricSeries;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TensorBoardWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunImportTest {
    private static final String ARCFACE =
            """
            Training: 2021-05-14 10:26:23,111-: net                 r50
            Training: 2021-05-14 10:26:23,111-Speed 3289.51 samples/sec   Loss 42.4932   LearningRate 0.1000   Epoch: 0   Global Step: 10   Fp16 Grad Scale: 65536   Required: 60 hours
            Training: 2021-05-14 10:27:23,111-Speed 3300.00 samples/sec   Loss nan   LearningRate 0.0900   Epoch: 0   Global Step: 20   Fp16 Grad Scale: 32768   Required: 59 hours
            Training: 2021-05-14 10:28:00,000-[lfw][20]XNorm: 6.36
            Training: 2021-05-14 10:28:00,000-[lfw][20]Accuracy-Flip: 0.99650+-0.00320
            Training: 2021-05-14 10:28:00,000-[lfw][20]Accuracy-Highest: 0.99683
            """;
    private static final String PLSC =
            """
            [2022/05/14 10:26:23] plsc INFO: train with config
            [2022/05/14 10:26:24] plsc INFO: [Train][Epoch 1/2][Iter: 100/500]lr: 0.092289, MarginLoss: 44.48089, loss: 44.48089, batch_cost: 0.21000s, reader_cost: 0.00010, ips: 4833.48250 images/sec, eta: 1:02:03
            [2022/05/14 10:30:24] plsc INFO: [Train][Epoch 2/2][Iter: 100/500]lr: 0.05, MarginLoss: 4.5, loss: 4.5, batch_cost: 0.2s, reader_cost: 0.0001, ips: 4900.0 images/sec, eta: 0:02:03
            [2022/05/14 10:31:24] plsc INFO: [Eval][Epoch 2][Avg]std: 0.0031, xnorm: 20.1, accuracy-flip: 0.9812, metric: 0.9812, rank: 0
            """;

    @TempDir
    private Path folder;

    private Path runs() {
        return folder.resolve("runs");
    }

    private List<ImportedRun> take(Path... paths) {
        return RunImport.of(Arrays.asList(paths), runs(), "", Clock.systemUTC(), Progress.NONE);
    }

    private static MetricSeries series(ImportedRun run, String tag) {
        return run.run().metrics().read(tag);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aTrainingLogOfArcfaceTorchIsARun() throws IOException {
        Path log = write("ms1mv3_r50/training.log", ARCFACE);
        ImportedRun run = take(log).get(0);
        assertTrue(run.run().name().endsWith("-ms1mv3_r50"), run.run().name());
        assertTrue(run.run().name().startsWith("20210514-"), run.run().name());
        assertEquals(7, run.tags());
        assertArrayEquals(new long[] {10, 20}, series(run, "train/loss").steps());
        assertArrayEquals(
                new double[] {42.4932, Double.NaN}, series(run, "train/loss").values());
        assertEquals(
                60, series(run, "train/lr").wall()[1] - series(run, "train/lr").wall()[0]);
        assertEquals(32768, series(run, "train/loss_scale").last());
        assertEquals(0.9965, series(run, "eval/lfw/accuracy").last());
        assertEquals(20, series(run, "eval/lfw/accuracy").steps()[0]);
        RunStatus status = run.run().status();
        assertEquals(RunStatus.State.DONE, status.state());
        assertEquals(20, status.progress().step());
        assertFalse(run.run().isHusk());
    }

    @Test
    void aLogOfPlscIsARunWhoseStepsGoThroughAllEpochs() throws IOException {
        ImportedRun run = take(write("plsc/workerlog.0", PLSC)).get(0);
        assertArrayEquals(new long[] {100, 600}, series(run, "train/loss").steps());
        assertArrayEquals(
                new double[] {44.48089, 4.5}, series(run, "train/MarginLoss").values());
        assertEquals(0.2, series(run, "train/step_seconds").last());
        assertEquals(4900, series(run, "train/images_per_second").last());
        assertEquals(0.9812, series(run, "eval/verification/accuracy").last());
        assertEquals(600, series(run, "eval/verification/accuracy").steps()[0]);
        assertEquals(0, run.skipped());
    }

    @Test
    void eachFolderOfEventFilesIsARun() throws IOException {
        for (String name : List.of("tb/one", "tb/deep/two")) {
            try (TensorBoardWriter writer =
                    new TensorBoardWriter(folder.resolve(name), Instant.ofEpochSecond(1_700_000_000), "host")) {
                for (int step = 1; step <= 50; step++) {
                    writer.scalar("loss", step, 1_700_000_000 + step, (double) name.length() / step);
                }
            }
        }
        List<ImportedRun> taken = take(folder.resolve("tb"));
        assertEquals(2, taken.size());
        assertTrue(taken.get(0).run().name().endsWith("-two"), taken.toString());
        assertEquals(50, taken.get(0).points());
        assertEquals(6 / 50f, (float) series(taken.get(1), "loss").last());
        assertEquals(1_700_000_050, series(taken.get(1), "loss").wall()[49]);
        List<ImportedRun> again = take(folder.resolve("tb"));
        assertTrue(again.stream().allMatch(ImportedRun::there), again.toString());
        assertEquals(taken.get(0).run(), again.get(0).run());
        try (var all = Files.list(runs())) {
            assertEquals(2, all.count());
        }
    }

    @Test
    void tornAndDamagedEventFilesGiveWhatIsWhole() throws IOException {
        try (TensorBoardWriter writer =
                new TensorBoardWriter(folder.resolve("tb"), Instant.ofEpochSecond(1_700_000_000), "host")) {
            for (int step = 1; step <= 50; step++) {
                writer.scalar("loss", step, 1_700_000_000 + step, step);
            }
        }
        Path file;
        try (var all = Files.list(folder.resolve("tb"))) {
            file = all.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertEquals(49, take(folder.resolve("tb")).get(0).points());
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            ForeignMetrics metrics = new ForeignMetrics();
            Files.write(file, damaged);
            EventFileReader.read(file, metrics);
            assertTrue(metrics.points() <= 50);
        }
    }

    @Test
    void tablesOfOneAndOfSeveralRuns() throws IOException {
        ImportedRun plain = take(write("history.csv", "epoch,step,loss,\"a, b\",text\n0,1,3.5,1,x\n0,2,nan,,y\n"))
                .get(0);
        assertArrayEquals(new double[] {3.5, Double.NaN}, series(plain, "loss").values());
        assertArrayEquals(new double[] {1}, series(plain, "a, b").values());
        assertTrue(plain.run().name().endsWith("-history"), plain.run().name());
        List<ImportedRun> several = take(write(
                "wandb.csv",
                "\"Step\",\"swift - train/loss\",\"swift - train/loss__MIN\",\"swift - train/loss__MAX\",\"calm -"
                        + " train/loss\"\n"
                        + "\"1\",\"5\",\"5\",\"5\",\"\"\n"
                        + "\"2\",\"4\",\"4\",\"4\",\"9\"\n"));
        assertEquals(2, several.size());
        assertTrue(several.get(0).run().name().endsWith("-swift"), several.toString());
        assertArrayEquals(
                new double[] {5, 4}, series(several.get(0), "train/loss").values());
        assertArrayEquals(new long[] {2}, series(several.get(1), "train/loss").steps());
        ImportedRun curve = take(write("run-loss.csv", "Wall time,Step,Value\n1700000000.5,10,0.25\n"))
                .get(0);
        assertEquals(0.25, series(curve, "run-loss").last());
        assertEquals(1700000000.5, series(curve, "run-loss").wall()[0]);
    }

    @Test
    void tablesOfSpreadsheetsHaveSemicolonsAndTabs() throws IOException {
        ImportedRun german =
                take(write("german.csv", "step;loss;acc\n0;5,25;0,1\n1;4,5;\n")).get(0);
        assertArrayEquals(new double[] {5.25, 4.5}, series(german, "loss").values());
        assertArrayEquals(new double[] {0.1}, series(german, "acc").values());
        ImportedRun decimal = take(write("decimal.csv", "step;loss\n1000,0;5,25\n2000,0;4,5\n"))
                .get(0);
        assertArrayEquals(new long[] {1000, 2000}, series(decimal, "loss").steps());
        ImportedRun tabs =
                take(write("tabs.csv", "iteration\tloss\n100\t3.5\n200\t2.5\n")).get(0);
        assertArrayEquals(new long[] {100, 200}, series(tabs, "loss").steps());
    }

    @Test
    void ofAFolderTheTablesWithStepsAreTaken() throws IOException {
        Path table = write("history.csv", "_step,loss\n0,3.5\n");
        write("people.csv", "name,age\nx,3\n");
        List<ImportedRun> taken = take(table.getParent());
        assertEquals(1, taken.size());
        assertTrue(
                taken.get(0).run().name().endsWith("-history"),
                taken.get(0).run().name());
    }

    @Test
    void whatIsNoLogIsRefusedAndLeavesNothing() throws IOException {
        assertThrows(InputException.class, () -> take(write("notes.log", "nothing here\n")));
        assertThrows(InputException.class, () -> take(folder.resolve("missing")));
        assertThrows(InputException.class, () -> take(write("empty.csv", "")));
        Files.createDirectories(folder.resolve("nothing"));
        assertThrows(InputException.class, () -> take(folder.resolve("nothing")));
        assertFalse(Files.exists(runs()));
    }

    @Test
    void damagedTextIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = (ARCFACE + PLSC).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 5; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = folder.resolve("training.log");
            Files.write(file, damaged);
            for (boolean plsc : new boolean[] {false, true}) {
                ForeignMetrics metrics = new ForeignMetrics();
                if (plsc) {
                    PlscLogReader.read(file, metrics);
                } else {
                    ArcfaceLogReader.read(file, metrics);
                }
                assertTrue(metrics.points() < 40);
            }
            CsvReader.read(file);
        }
    }

    @Test
    void aRunOfOurOwnIsNotTakenForALog() throws IOException {
        RunDirectory own = RunDirectory.create(folder.resolve("mine"), "x", Clock.systemUTC());
        own.openMetrics().close();
        try (TensorBoardWriter writer = new TensorBoardWriter(own.path())) {
            writer.scalar("loss", 1, 1, 1);
        }
        Files.createFile(own.path().resolve("metrics/log.bin").getParent().resolve("x"));
        assertThrows(InputException.class, () -> take(folder.resolve("mine")));
    }
}
