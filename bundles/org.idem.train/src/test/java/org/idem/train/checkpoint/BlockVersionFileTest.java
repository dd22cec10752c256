package org.idem.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.idem.core.InputException;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;
import org.idem.train.centers.RowLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that names blocks: what is written is read, and a damaged one is refused. */
class BlockVersionFileTest {
    @TempDir
    private Path run;

    private Path file;
    private DiskVersion written;

    @BeforeEach
    void write() throws Exception {
        RowLayout layout = new RowLayout(16, CenterFormat.BF16_MASTER, CenterField.forOptimizer(true));
        Path rows = run.resolve("centers/rank0000.rows");
        try (DiskCenters centers = new DiskCenters(rows, new ClassShard(50, 100, 300), layout, 1, 9)) {
            centers.write(CenterField.CENTERS, 0, new float[16]);
            written = centers.freeze();
        }
        file = Files.createDirectories(run.resolve("checkpoints/0000000004"))
                .resolve("centers-000000050-000000150.blocks");
        BlockVersionFile.write(written, file);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        DiskVersion read = BlockVersionFile.read(file);
        assertEquals(written.shard(), read.shard());
        assertEquals(written.layout(), read.layout());
        assertEquals(9, read.seed());
        assertTrue(Files.isSameFile(written.file(), read.file()));
        assertEquals(4, read.blocks().blocks());
        int changed = 0;
        for (int block = 0; block < 4; block++) {
            assertEquals(written.blocks().isWritten(block), read.blocks().isWritten(block));
            changed += read.blocks().isWritten(block) ? 1 : 0;
        }
        assertEquals(1, changed, "one row was changed");
    }

    @Test
    void aRunThatWasMovedNamesItsOwnRows() throws Exception {
        Path moved = Files.move(
                run.resolve("checkpoints"),
                Files.createDirectories(run.resolve("new")).resolve("checkpoints"));
        Files.move(run.resolve("centers"), run.resolve("new/centers"));
        Path read = BlockVersionFile.read(moved.resolve("0000000004").resolve(file.getFileName()))
                .file();
        assertEquals(run.resolve("new/centers/rank0000.rows").toRealPath(), read.toRealPath());
    }

    @Test
    void missingRowsAreTold() throws Exception {
        Files.delete(written.file());
        InputException seen = assertThrows(InputException.class, () -> BlockVersionFile.read(file));
        assertTrue(seen.getMessage().contains("rank0000.rows"), seen.getMessage());
    }

    /** Cut off, or with other bytes: it is refused, or says something that can be. */
    @Test
    void damagedFilesAreRefused() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
            for (int i = 0; i <= random.nextInt(3) && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                BlockVersionFile.read(file);
            } catch (InputException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " of 3000 were refused");
    }
}
