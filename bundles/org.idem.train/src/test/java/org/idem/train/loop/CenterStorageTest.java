package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.plan.ClassShard;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.train.TinyRun;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.layer.Centers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a training with class centers on disk is the training with class centers in memory, to the bit. */
class CenterStorageTest {
    private static final String DISK = "Model.pfc_config.center_storage=disk";
    /** Far more classes than have images, so that most are never sampled. */
    private static final String MANY = "Model.class_num=1000";

    private static final String TENTH = "Model.pfc_config.sample_ratio=0.1";

    private static final String BLOCK = "Model.pfc_config.sample_block=32";

    private static final String EIGHT = "Global.max_train_step=8";

    private static final Map<String, String> HEADS = Map.of(
            "Margin",
            "{MarginLoss: {m1: 1.0, m2: 0.0, m3: 0.2, s: 32}}",
            "AdaFace",
            "{AdaFaceLoss: {s: 16, m: 0.2}}",
            "UniFace",
            "{UniFaceLoss: {s: 16}}",
            "LVFace",
            "{LVFaceLoss: {s: 16, m: 0.2, ratios: [0.5, 0.25, 1.0], t_alpha: 1.0, thresholds: [1.0e-6, 0.9]}}");

    @TempDir
    static Path folder;

    /** What most trainings are compared with: blocks in memory, and the same on disk, 8 steps each. */
    private static TinyRun inMemory;

    private static TinyRun onDisk;

    @BeforeAll
    static void train() throws Exception {
        TinyRun.drawFaces(folder);
        inMemory = trained("memory", BLOCK, EIGHT);
        onDisk = trained("disk", BLOCK, DISK, EIGHT);
    }

    private static TinyRun trained(String name, String... options) {
        TinyRun tiny = TinyRun.in(folder, name, MANY, TENTH).with(options);
        tiny.train(false);
        return tiny;
    }

    private static void requireEqual(TinyRun one, TinyRun other) {
        assertArrayEquals(one.losses(), other.losses());
        requireSameCenters(one, other);
    }

    private static void requireSameCenters(TinyRun one, TinyRun other) {
        for (CenterField field : CenterField.forOptimizer(false)) {
            assertArrayEquals(centers(one, field), centers(other, field), field.key());
        }
    }

    /** The latest checkpoint's, whatever it is written in. */
    private static float[] centers(TinyRun run, CenterField field) {
        ClassShard all = ClassShard.of(1000, 0, 1);
        int dim = run.config().model().numFeatures();
        try (MemoryCenters read = new MemoryCenters(all.count(), dim, CenterFormat.FP32, false, 1)) {
            run.latest().loadInto(new Checkpoint.Shard(all, read));
            return Centers.all(read, field);
        }
    }

    @Test
    void blocksTrainAlike() {
        requireEqual(inMemory, onDisk);
    }

    /**
     * All pairs of a format, single classes or blocks, workers, computation of logits, head (one with statistics, one with extra
     * negatives and a learned scalar, one with stages and expectations), optimizer, and classes that are divided among the
     * workers or with each of them all. What two of these do together shows here; that three meet for the first time where
     * numbers change is not to be expected, since a store sees rows, gathered and scattered, and nothing else of them.
     */
    @ParameterizedTest
    @CsvSource({
        "fp32, 1, 2, tiled, LVFace, Adafactor, True",
        "bf16_master, 32, 2, full, AdaFace, AdamW, False",
        "bf16, 32, 1, full, Margin, Momentum, True",
        "bf16_master, 1, 1, tiled, UniFace, AdamW, True",
        "bf16, 1, 2, full, UniFace, Adafactor, False",
        "fp32, 32, 1, tiled, AdaFace, Adafactor, True",
        "fp32, 1, 2, full, Margin, Momentum, False",
        "bf16, 32, 1, tiled, LVFace, AdamW, True",
        "bf16_master, 32, 2, full, LVFace, Momentum, False",
        "bf16_master, 32, 1, tiled, Margin, Adafactor, True",
        "bf16, 1, 2, tiled, AdaFace, Momentum, True",
        "fp32, 32, 2, full, UniFace, Momentum, False",
        "fp32, 1, 2, full, Margin, AdamW, True"
    })
    void diskAndMemoryTrainAlike(
            String format, String block, String workers, String logits, String head, String optimizer, String divided) {
        String[] options = {
            "Model.pfc_config.center_format=" + format,
            "Model.pfc_config.sample_block=" + block,
            "Global.devices=" + workers,
            "Model.pfc_config.logits=" + logits,
            "Loss.Train=[" + HEADS.get(head) + "]",
            "Optimizer.name=" + optimizer,
            "LRScheduler.learning_rate=" + (optimizer.equals("Momentum") ? 0.1 : 0.001),
            "Model.pfc_config.model_parallel=" + divided,
            "Global.max_train_step=4"
        };
        String name = String.join("-", format, block, workers, logits, head, optimizer, divided);
        TinyRun disk = TinyRun.in(folder, "disk-" + name, MANY, TENTH, DISK).with(options);
        disk.train(false);
        requireEqual(trained("memory-" + name, options), disk);
    }

    private static final Map<String, TinyRun> GONE_ON_IN_MEMORY = new HashMap<>();

    /**
     * Begun on one kind of storage with some workers, gone on with on another kind with others: all pairs of these four, but
     * for one worker before and after where both are on disk, which is what every run does that is resumed.
     */
    @ParameterizedTest
    @CsvSource({"disk,2,disk,2", "disk,2,memory,1", "disk,1,memory,2", "memory,1,disk,2", "memory,2,disk,1"})
    void aRunGoesOnWhereverItsCentersWere(String before, int workersBefore, String after, int workersAfter) {
        String name = before + workersBefore + after + workersAfter;
        TinyRun expected = GONE_ON_IN_MEMORY.computeIfAbsent(
                workersBefore + "-" + workersAfter,
                workers -> begunAndGoneOn("e" + workers, "memory", workersBefore, "memory", workersAfter));
        requireEqual(expected, begunAndGoneOn("a" + name, before, workersBefore, after, workersAfter));
    }

    private static String[] storage(String where, int workers) {
        return new String[] {
            "Model.pfc_config.center_storage=" + where,
            "Global.devices=" + workers,
            "DataLoader.Train.sampler.batch_size=" + 16 / workers
        };
    }

    private static TinyRun begunAndGoneOn(
            String name, String before, int workersBefore, String after, int workersAfter) {
        TinyRun begun = TinyRun.in(folder, name, MANY, TENTH, BLOCK, "Global.max_train_step=3")
                .with(storage(before, workersBefore));
        begun.train(false);
        TinyRun rest = begun.with(storage(after, workersAfter)).with("Global.max_train_step=6");
        rest.train(true);
        return rest;
    }

    @Test
    void anOlderCheckpointStaysAsItWasAndOthersGoOnFromIt() throws Exception {
        String[] often = {BLOCK, EIGHT, "Global.save_interval_steps=1", "Global.keep_checkpoints=3"};
        TinyRun memory = inMemory;
        TinyRun disk = trained("often", often[0], often[1], often[2], often[3], DISK);
        requireEqual(memory, disk);
        List<CheckpointInfo> older = new CheckpointStore(disk.run().checkpoints()).list();
        assertEquals(
                List.of(6L, 7L, 8L), older.stream().map(CheckpointInfo::step).toList());
        String step = "/" + older.get(0).path().getFileName();
        TinyRun from = trained(
                "from-older",
                BLOCK,
                EIGHT,
                DISK,
                "Global.checkpoint=" + disk.run().checkpoints() + step);
        assertEquals(2, from.losses().length);
        requireSameCenters(memory, from);
        requireEqual(memory, disk);
    }

    @Test
    void weightsOfARunOnDiskBeginAnother() {
        String few = "Global.max_train_step=2";
        TinyRun one = trained(
                "pupil-disk",
                BLOCK,
                few,
                "Global.pretrained_model=" + onDisk.run().path());
        TinyRun other = trained(
                "pupil-memory",
                BLOCK,
                few,
                "Global.pretrained_model=" + inMemory.run().path());
        requireEqual(other, one);
        assertTrue(one.log().contains("Class centers of 1,000 identities are taken"), one.log());
    }

    private static Path rows(TinyRun run) throws Exception {
        try (Stream<Path> files = Files.list(run.run().path().resolve("centers"))) {
            return files.collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
                assertEquals(1, all.size(), all.toString());
                return all.get(0);
            }));
        }
    }

    /** 32 blocks of 32 rows of 256 bytes; each checkpoint names those of its time, none is there for nothing. */
    @Test
    void theFileHoldsWhatCheckpointsNameAndNoMore() throws Exception {
        TinyRun few = trained("few-blocks", BLOCK, DISK, "Global.max_train_step=1", "Model.class_num=10000");
        long block = 32 * 256;
        assertEquals(0, Files.size(rows(few)) % block);
        assertTrue(Files.size(rows(few)) <= 48 * block, "31 or 32 of 313 blocks are drawn, and those of the batch");
        String[] often = {
            BLOCK,
            DISK,
            "Global.save_interval_steps=1",
            "Global.keep_checkpoints=1",
            "Global.epochs=10",
            "Global.max_train_step=16"
        };
        TinyRun much = trained("much", often);
        assertTrue(Files.size(rows(much)) <= 2 * 32 * block, "of 16 checkpoints one is left");
    }

    @Test
    void aRunThatWasMovedGoesOn() throws Exception {
        TinyRun moved = trained("moves", BLOCK, DISK, "Global.max_train_step=4");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(moved.run().path(), elsewhere);
        Files.createSymbolicLink(moved.run().path(), elsewhere);
        moved = moved.with(EIGHT);
        moved.train(true);
        requireEqual(inMemory, moved);
    }

    @Test
    void anotherFolderHoldsTheRows() throws Exception {
        Path disk = folder.resolve("fast");
        TinyRun one = trained("elsewhere", BLOCK, DISK, EIGHT, "Model.pfc_config.center_folder=" + disk);
        assertFalse(Files.exists(one.run().path().resolve("centers")));
        try (Stream<Path> files = Files.walk(disk)) {
            assertEquals(1, files.filter(Files::isRegularFile).count());
        }
        requireEqual(inMemory, one);
    }

    @Test
    void tooSmallADiskIsRefusedWithTheFigure() {
        TinyRun huge = TinyRun.in(
                folder,
                "huge",
                DISK,
                "Model.class_num=1000000000",
                "Model.num_features=512",
                "Model.pfc_config.sample_ratio=0.9",
                BLOCK);
        InputException seen = assertThrows(InputException.class, () -> huge.train(false));
        assertTrue(seen.getMessage().contains("1,000,000,000 identities will take "), seen.getMessage());
        assertFalse(Files.exists(huge.run().path().resolve("centers")));
    }

    @Test
    void whatItTakesIsSaidBeforeTheFirstStep() {
        int said = onDisk.log().indexOf("Class centers are on disk in ");
        assertTrue(said >= 0 && said < onDisk.log().indexOf("Saved checkpoint"), onDisk.log());
    }

    @Test
    void aDamagedBlockIsNotTrainedOn() throws Exception {
        TinyRun damaged = trained("damaged", BLOCK, DISK, "Global.max_train_step=4");
        Path rows = rows(damaged);
        byte[] bytes = Files.readAllBytes(rows);
        for (int i = 100; i < bytes.length; i += 4096) {
            bytes[i] ^= 1;
        }
        Files.write(rows, bytes);
        TinyRun resumed = damaged.with(EIGHT);
        RuntimeException seen = assertThrows(RuntimeException.class, () -> resumed.train(true));
        String all = seen + " " + seen.getCause();
        assertTrue(all.contains("has changed since it was written (CRC-32C)"), all);
    }
}
