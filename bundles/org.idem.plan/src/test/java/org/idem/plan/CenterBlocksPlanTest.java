package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.idem.plan.MemoryPart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What class centers on disk take, from numbers that can be worked out by hand. */
class CenterBlocksPlanTest {
    private static final String DISK = "Model.pfc_config.center_storage=disk";
    private static final String BF16 = "Model.pfc_config.center_format=bf16";
    private static final int MANY = 30_000_000;

    @TempDir
    private Path folder;

    private static CenterBlocksPlan of(String... overrides) {
        String[] all =
                Stream.concat(Stream.of(DISK, BF16), Stream.of(overrides)).toArray(String[]::new);
        return CenterBlocksPlan.of(TinyPlan.of(100_000, MANY, all)).orElseThrow();
    }

    @Test
    void inMemoryThereIsNothingOnDisk() {
        assertTrue(CenterBlocksPlan.of(TinyPlan.of(100_000, 10_000)).isEmpty());
        assertTrue(CenterBlocksPlan.of(TinyPlan.of(100_000, 10_000, "Model.pfc_config.center_storage=auto"))
                .isEmpty());
    }

    @Test
    void aBlockIs32RowsOfCenterAndMomentum() {
        CenterBlocksPlan needs = of("Model.pfc_config.sample_ratio=0.001");
        assertEquals(32 * 512 * 4, needs.blockBytes());
        assertEquals(MANY / 32, needs.blocks());
        assertEquals(MANY * 2048L, needs.wholeBytes());
        int batch = TinyPlan.config().train().batchSize()
                * TinyPlan.config().global().devices();
        assertEquals(batch + 30_000 / 32 + 2, needs.stepBlocks());
        int single = of("Model.pfc_config.sample_ratio=0.001", "Model.pfc_config.sample_block=1")
                .stepBlocks();
        assertEquals(batch + 30_000, single);
    }

    @Test
    void theFileHoldsWhatIsTouchedAndWhatCheckpointsKeep() {
        CenterBlocksPlan few = of("Model.pfc_config.sample_ratio=0.0001", "Global.max_train_step=10");
        assertTrue(few.fileBytes() < 0.02 * few.wholeBytes(), few.fileBytes() + " of " + few.wholeBytes());
        CenterBlocksPlan all = of("Model.pfc_config.sample_ratio=1.0", "Global.keep_checkpoints=2");
        assertTrue(all.fileBytes() > 2 * all.wholeBytes(), all.fileBytes() + " of " + all.wholeBytes());
    }

    /** Some steps' rows, whatever the number of identities. */
    @Test
    void memoryDoesNotGrowWithTheIdentities() {
        String[] keys = {DISK, BF16, "Model.pfc_config.sample_ratio=0.001"};
        MemoryPlan memory = MemoryPlan.of(TinyPlan.of(100_000, MANY, keys), 0);
        long centers = memory.bytes(Kind.CENTERS) + memory.bytes(Kind.CENTER_STATE);
        int workers = TinyPlan.config().global().devices();
        assertEquals(workers * of(keys[2]).cacheBlocks() * 32 * 2048L, centers);
        assertTrue(centers < 0.02 * MANY * 2048L, "" + centers);
    }

    @Test
    void aDiskIsMeasuredAndLeftAsItWas() throws Exception {
        DiskSpeed speed =
                DiskSpeed.measure(folder.resolve("not/there/yet"), 65536, 100).orElseThrow();
        assertTrue(speed.reads() > 0 && speed.writes() > 0, speed.toString());
        assertEquals(Math.max(10 / speed.reads(), 10 / speed.writes()), speed.secondsOf(10));
        assertTrue(DiskSpeed.usableBytes(folder.resolve("not/there/yet")) > 0);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
