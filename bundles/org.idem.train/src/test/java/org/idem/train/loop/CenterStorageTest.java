package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import org.idem.plan.ClassShard;
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
import org.junit.jupiter.params.provider.ValueSource;

/** That a training with class centers on disk is the training with class centers in memory, to the bit. */
class CenterStorageTest {
    private static final String DISK = "Model.pfc_config.center_storage=disk";
    /** Far more classes than have images, so that most are never sampled. */
    private static final String MANY = "Model.class_num=1000";

    private static final String TENTH = "Model.pfc_config.sample_ratio=0.1";

    private static final String SINGLE = "Model.pfc_config.sample_block=1";

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
}
