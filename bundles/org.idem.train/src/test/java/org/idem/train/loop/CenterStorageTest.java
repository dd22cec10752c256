package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** That a training with class centers on disk is the training with class centers in memory, to the bit. */
class CenterStorageTest {
    private static final String DISK = "Model.pfc_config.center_storage=disk";
    /** Far more classes than have images, so that most are never sampled. */
    private static final String MANY = "Model.class_num=1000";

    private static final String TENTH = "Model.pfc_config.sample_ratio=0.1";

    private static final String SINGLE = "Model.pfc_config.sample_block=1";

    private static final String BLOCK = "Model.pfc_config.sample_block=32";

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static TinyRun trained(String name, String... options) {
        TinyRun tiny = TinyRun.in(folder, name, MANY, TENTH, SINGLE).with(options);
        tiny.train(false);
        return tiny;
    }

    private static void requireEqual(TinyRun one, TinyRun other) {
        assertArrayEquals(one.losses(), other.losses());
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

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "bf16_master", "bf16"})
    void everyFormatTrainsAlikeFromDiskAndFromMemory(String format) {
        String key = "Model.pfc_config.center_format=" + format;
        requireEqual(trained("memory-" + format, key), trained("disk-" + format, key, DISK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "32"})
    void blocksAndSingleClassesAreDrawnAlikeForBoth(String block) {
        String[] options = {"Model.pfc_config.sample_block=" + block, "Global.devices=2"};
        TinyRun memory = trained("memory-block" + block, options);
        requireEqual(memory, trained("disk-block" + block, options[0], options[1], DISK));
    }

    @Test
    void tilesOfTwoWorkersTrainAlike() {
        String[] options = {"Global.devices=2", "Model.pfc_config.logits=tiled"};
        requireEqual(trained("memory-two", options), trained("disk-two", options[0], options[1], DISK));
    }

    /** Heads with statistics, extra negatives, learned scalars, stages, and an expectation of each class. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{AdaFaceLoss: {s: 16, m: 0.2}}",
                "{UniFaceLoss: {s: 16}}",
                "{LVFaceLoss: {s: 16, m: 0.2, ratios: [0.5, 0.25, 1.0], t_alpha: 1.0, thresholds: [1.0e-6, 0.9]}}"
            })
    void everyHeadTrainsAlike(String head) {
        String name = head.replaceAll("[^A-Za-z]", "");
        String[] options = {"Loss.Train=[" + head + "]", BLOCK, "Global.max_train_step=6"};
        TinyRun memory = trained("memory-" + name, options);
        requireEqual(memory, trained("disk-" + name, options[0], options[1], options[2], DISK));
    }

    @Test
    void everyOptimizerAndWorkersWithAllClassesTrainAlike() {
        for (String optimizer : List.of("AdamW", "Adafactor")) {
            String[] options = {
                "Optimizer.name=" + optimizer,
                "LRScheduler.learning_rate=0.001",
                BLOCK,
                "Global.devices=2",
                "Model.pfc_config.model_parallel=False",
                "Global.max_train_step=6"
            };
            TinyRun memory = trained("memory-" + optimizer, options);
            TinyRun disk =
                    TinyRun.in(folder, "disk-" + optimizer, MANY, TENTH, DISK).with(options);
            disk.train(false);
            requireEqual(memory, disk);
        }
    }

    /** Begun on one kind of storage with some workers, gone on with on another kind with others. */
    @ParameterizedTest
    @CsvSource({
        "disk,1,disk,1",
        "memory,1,disk,1",
        "disk,1,memory,1",
        "disk,1,disk,2",
        "disk,2,memory,1",
        "memory,2,disk,2"
    })
    void aRunGoesOnWhereverItsCentersWere(String before, int workersBefore, String after, int workersAfter) {
        String name = before + workersBefore + after + workersAfter;
        TinyRun expected = begunAndGoneOn("e" + name, "memory", workersBefore, "memory", workersAfter);
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
        TinyRun begun = TinyRun.in(folder, name, MANY, TENTH, BLOCK, "Global.max_train_step=4")
                .with(storage(before, workersBefore));
        begun.train(false);
        TinyRun rest = begun.with(storage(after, workersAfter)).with("Global.max_train_step=8");
        rest.train(true);
        return rest;
    }

    @Test
    void anOlderCheckpointStaysAsItWasAndOthersGoOnFromIt() throws Exception {
        String[] often = {BLOCK, "Global.save_interval_steps=1", "Global.keep_checkpoints=3"};
        TinyRun memory = trained("often-memory", often);
        TinyRun disk = trained("often-disk", often[0], often[1], often[2], DISK);
        requireEqual(memory, disk);
        List<CheckpointInfo> older = new CheckpointStore(disk.run().checkpoints()).list();
        assertEquals(
                List.of(10L, 11L, 12L), older.stream().map(CheckpointInfo::step).toList());
        String step = "/" + older.get(0).path().getFileName();
        TinyRun fromMemory = trained(
                "from-memory", BLOCK, "Global.checkpoint=" + memory.run().checkpoints() + step);
        TinyRun fromDisk = trained(
                "from-disk", BLOCK, DISK, "Global.checkpoint=" + disk.run().checkpoints() + step);
        requireEqual(fromMemory, fromDisk);
        requireEqual(memory, disk);
    }

    @Test
    void weightsOfARunOnDiskBeginAnother() {
        TinyRun disk = trained("teacher-disk", BLOCK, DISK);
        TinyRun memory = trained("teacher-memory", BLOCK);
        TinyRun one = trained(
                "pupil-disk", BLOCK, "Global.pretrained_model=" + disk.run().path());
        requireEqual(
                trained(
                        "pupil-memory",
                        BLOCK,
                        "Global.pretrained_model=" + memory.run().path()),
                one);
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
        String[] often = {BLOCK, DISK, "Global.save_interval_steps=1", "Global.keep_checkpoints=1", "Global.epochs=10"};
        TinyRun much = trained("much", often);
        assertTrue(Files.size(rows(much)) <= 2 * 32 * block, "of 40 checkpoints one is left");
    }

    @Test
    void aRunThatWasMovedGoesOn() throws Exception {
        TinyRun whole = trained("stays", BLOCK, DISK, "Global.max_train_step=8");
        TinyRun moved = trained("moves", BLOCK, DISK, "Global.max_train_step=4");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(moved.run().path(), elsewhere);
        Files.createSymbolicLink(moved.run().path(), elsewhere);
        moved = moved.with("Global.max_train_step=8");
        moved.train(true);
        requireEqual(whole, moved);
    }

    @Test
    void anotherFolderHoldsTheRows() throws Exception {
        Path disk = folder.resolve("fast");
        TinyRun one = trained("elsewhere", BLOCK, DISK, "Model.pfc_config.center_folder=" + disk);
        assertFalse(Files.exists(one.run().path().resolve("centers")));
        try (Stream<Path> files = Files.walk(disk)) {
            assertEquals(1, files.filter(Files::isRegularFile).count());
        }
        requireEqual(trained("here", BLOCK), one);
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
        TinyRun one = trained("said", BLOCK, DISK, "Global.max_train_step=1");
        int said = one.log().indexOf("Class centers are on disk in ");
        assertTrue(said >= 0 && said < one.log().indexOf("Saved checkpoint"), one.log());
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
        TinyRun resumed = damaged.with("Global.max_train_step=8");
        RuntimeException seen = assertThrows(RuntimeException.class, () -> resumed.train(true));
        String all = seen + " " + seen.getCause();
        assertTrue(all.contains("has changed since it was written (CRC-32C)"), all);
    }
}
