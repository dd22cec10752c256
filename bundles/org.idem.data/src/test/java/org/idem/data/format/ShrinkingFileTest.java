package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.data.write.BinWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that someone cuts while they are mapped are named; the process reads on. */
class ShrinkingFileTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private static byte[] jpeg() {
        byte[] noise = new byte[3 * SIDE * SIDE];
        new java.util.Random(1).nextBytes(noise);
        try (ImageEncoder encoder = new ImageEncoder()) {
            return encoder.jpeg(new Pixels(SIDE, SIDE, noise), 0.98f);
        }
    }

    private static void cut(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(100);
        }
    }

    @Test
    void pairsThatAreGoneAreDamagedOnes() throws IOException {
        Path bin = folder.resolve("pairs.bin");
        try (BinWriter writer = new BinWriter(bin)) {
            for (int i = 0; i < 4; i++) {
                writer.add(jpeg(), jpeg(), i % 2 == 0);
            }
        }
        try (PairDataset pairs = Datasets.openPairs(bin)) {
            cut(bin);
            DamagedImageException told =
                    assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(pairs.second(3)));
            assertEquals("truncated", told.kind());
        }
    }

    @Test
    void listsThatAreGoneAreNamed() throws IOException {
        Path list = Files.writeString(folder.resolve("train.txt"), "some/path/of/a/picture.jpg\t0\n".repeat(2000));
        try (ImageDataset set = Datasets.openImages(list)) {
            cut(list);
            InputException told = assertThrows(InputException.class, () -> set.key(1999));
            assertTrue(told.getMessage().contains(list.toString()), told.getMessage());
        }
    }
}
