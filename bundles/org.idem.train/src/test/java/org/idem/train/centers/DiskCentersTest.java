package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.idem.plan.ClassShard;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a store on disk does what every store does, and writes only what was changed. */
class DiskCentersTest extends ClassCentersContract {
    /** Values of a table that is many times what the store has in memory. */
    private static final int LARGE_CLASSES = 80_000;

    private static final int LARGE_DIM = 512;

    @TempDir
    private Path folder;

    private int files;

    @Override
    ClassCenters create(int classes, int dim, CenterFormat format, Set<CenterField> fields, ClassShard shard) {
        RowLayout layout = new RowLayout(dim, format, fields);
        ClassShard held = shard == null ? ClassShard.of(classes, 0, 1) : shard;
        KernelChoice kernels = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        return new DiskCenters(folder.resolve("rows" + files++), held, layout, 1, kernels, 3);
    }

    /** Several threads change rows that share blocks, while others are read and written to make room. */
    @Test
    void moreThanFitsIntoMemoryIsChangedByManyThreadsAtOnce() {
        RowLayout layout = new RowLayout(LARGE_DIM, CenterFormat.BF16, CenterField.forOptimizer(false));
        ClassShard shard = ClassShard.of(LARGE_CLASSES, 0, 1);
        Path file = folder.resolve("large");
        try (DiskCenters centers = new DiskCenters(file, shard, layout, 8, 3)) {
            IntStream.range(0, 16).parallel().forEach(thread -> {
                int[] ids = IntStream.range(0, 600).map(i -> i * 128 + thread).toArray();
                ClassSample rows = ClassSample.of(ids, LARGE_CLASSES);
                float[] values = new float[ids.length * LARGE_DIM];
                Arrays.fill(values, thread + 1);
                centers.write(CenterField.MOMENTUM, rows, values);
                assertArrayEquals(values, centers.read(CenterField.MOMENTUM, rows));
            });
            DiskVersion version = centers.freeze();
            centers.write(CenterField.MOMENTUM, 0, new float[128 * LARGE_DIM]);
            centers.freeze();
            try (DiskCenters saved = DiskCenters.open(version)) {
                for (int id = 0; id < 600 * 128; id += 1117) {
                    float expected = id % 128 < 16 ? id % 128 + 1 : 0;
                    assertEquals(expected, saved.read(CenterField.MOMENTUM, id, 1)[7], "class " + id);
                }
            }
            assertTrue(centers.restore(version));
            assertEquals(4, centers.read(CenterField.MOMENTUM, 3, 1)[0], "as it was frozen first");
        }
    }

    /** So many other blocks are read in between that these are in memory no more. */
    @Test
    void whatWasReadAheadIsNotWaitedFor() {
        RowLayout layout = new RowLayout(LARGE_DIM, CenterFormat.BF16, CenterField.forOptimizer(false));
        ClassShard shard = ClassShard.of(LARGE_CLASSES, 0, 1);
        try (DiskCenters centers = new DiskCenters(folder.resolve("ahead"), shard, layout, 8, 3)) {
            ClassBlocks blocks = new ClassBlocks(LARGE_CLASSES, 3);
            ClassSample next = ClassSample.of(blocks.ids(new int[] {3, 100, 400}), LARGE_CLASSES);
            centers.write(CenterField.MOMENTUM, next, new float[next.size() * LARGE_DIM]);
            centers.freeze();
            for (int from = 0; from < 2000; from += 100) {
                int[] others = IntStream.range(from + 501, from + 600).toArray();
                centers.read(CenterField.CENTERS, ClassSample.of(blocks.ids(others), LARGE_CLASSES));
            }
            BlockTraffic before = centers.traffic();
            centers.readAhead(next);
            while (centers.traffic().since(before).read() < 3) {
                Thread.onSpinWait();
            }
            centers.beginStep(next);
            assertEquals(0, centers.traffic().awaited());
            assertEquals(3, centers.traffic().since(before).read());
        }
    }

    @Test
    void aBlockThatIsNamedStaysWhereItIsAndItsRoomIsFreedLater() throws Exception {
        RowLayout layout = new RowLayout(32, CenterFormat.FP32, CenterField.forOptimizer(false));
        Path file = folder.resolve("versions");
        try (DiskCenters centers = new DiskCenters(file, ClassShard.of(32, 0, 1), layout, 1, 3)) {
            List<DiskVersion> named = new ArrayList<>();
            for (int version = 1; version <= 3; version++) {
                float[] values = new float[32 * 32];
                Arrays.fill(values, version);
                centers.write(CenterField.CENTERS, 0, values);
                named.add(centers.freeze());
                assertEquals((long) version * layout.blockBytes(), Files.size(file));
            }
            centers.keepOnly(named.subList(0, 1));
            float[] values = new float[32 * 32];
            centers.write(CenterField.CENTERS, 0, values);
            DiskVersion last = centers.freeze();
            assertEquals(3L * layout.blockBytes(), Files.size(file), "the second's room is used again");
            for (int version : new int[] {1, 3}) {
                try (DiskCenters saved = DiskCenters.open(named.get(version - 1))) {
                    assertEquals(version, saved.read(CenterField.CENTERS, 5, 1)[0]);
                }
            }
            centers.keepOnly(List.of());
            assertEquals(2L * layout.blockBytes(), Files.size(file), "what lies behind is given back");
            try (DiskCenters saved = DiskCenters.open(last)) {
                assertEquals(0, saved.read(CenterField.CENTERS, 5, 1)[0]);
            }
        }
    }
}
