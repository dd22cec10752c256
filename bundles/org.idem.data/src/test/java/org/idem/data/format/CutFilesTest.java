package org.idem.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.io.FileCutException;
import org.idem.data.write.BinWriter;
import org.idem.data.write.RecordIoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody cuts after they were opened. */
class CutFilesTest {
    private static final int IMAGES = 40;
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private static byte[] png(int seed) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void cut(Path file, long length) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path records() throws IOException {
        Path file = folder.resolve("train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(file, folder.resolve("train.idx"))) {
            for (int i = 0; i < IMAGES; i++) {
                writer.image(i, i / 4, png(i));
            }
        }
        return file;
    }

    private Path pairs() throws IOException {
        Path file = folder.resolve("verify.bin");
        try (BinWriter writer = new BinWriter(file)) {
            for (int i = 0; i < IMAGES; i += 2) {
                writer.add(png(i), png(i + 1), i % 4 == 0);
            }
        }
        return file;
    }

    /** What lies before the cut is as it was; what lies behind it is damaged, and the message names the file. */
    private static void isTold(Path file, int images, IntFunction<EncodedImage> reader) throws IOException {
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            before.add(reader.apply(i).copy());
        }
        cut(file, Files.size(file) / 2 + 100);
        int last = images - 1;
        DamagedImageException seen = assertThrows(DamagedImageException.class, () -> reader.apply(last));
        assertTrue(Set.of(Damage.TRUNCATED, Damage.OFFSET_BEYOND_END).contains(seen.damage()), seen.kind());
        for (int i = 0; i < images / 2 - 2; i++) {
            assertArrayEquals(before.get(i), reader.apply(i).copy());
        }
        cut(file, 0);
        assertThrows(DamagedImageException.class, () -> reader.apply(0));
    }

    @Test
    void recordsBehindTheCutAreDamaged() throws IOException {
        Path file = records();
        try (ImageDataset set = Datasets.openImages(file)) {
            isTold(file, set.size(), i -> set.read(i).image());
        }
    }

    @Test
    void picturesOfPairsBehindTheCutAreDamaged() throws IOException {
        Path file = pairs();
        try (PairDataset set = Datasets.openPairs(file)) {
            isTold(file, 2 * set.pairs(), i -> i % 2 == 0 ? set.first(i / 2) : set.second(i / 2));
        }
    }

    @Test
    void aListThatIsCutIsToldByEachOfItsPictures() throws IOException {
        Files.write(folder.resolve("face.png"), png(1));
        Path list = folder.resolve("label.txt");
        Files.writeString(list, "face.png\t0\n".repeat(3000));
        Path pairs = folder.resolve("pairs.txt");
        Files.writeString(pairs, "face.png\tface.png\t1\n".repeat(3000));
        try (ImageDataset set = Datasets.openImages(list);
                PairDataset verification = Datasets.openPairs(pairs)) {
            ImageDecoder.decode(set.image(2999));
            cut(list, PAGE + 5);
            cut(pairs, 7);
            DamagedImageException seen = assertThrows(DamagedImageException.class, () -> set.image(2999));
            assertTrue(seen.getMessage().contains(list + ""), seen.getMessage());
            assertTrue(seen.getMessage().contains("cut while it was read"), seen.getMessage());
            assertThrows(DamagedImageException.class, () -> set.read(0));
            assertThrows(DamagedImageException.class, () -> verification.second(2999));
        }
    }

    @Test
    void aCheckOfWhatIsCutMeanwhileNamesTheFile() throws IOException {
        Path file = records();
        Progress cutting = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                cut(file, PAGE);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        InputException seen = assertThrows(FileCutException.class, () -> DataCheck.check(file, cutting));
        assertTrue(seen.getMessage().startsWith(file + ": error: The file was cut"), seen.getMessage());
    }

    /** Faults come late from compiled code: nothing but damage may come of them, on no thread and at no later call. */
    @Test
    void aCutInTheMiddleOfReadingIsDamageAndNoError() throws Exception {
        Path file = records();
        int threads = 3;
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try (ImageDataset set = Datasets.openImages(file)) {
            CountDownLatch warm = new CountDownLatch(threads);
            List<Future<Integer>> damaged = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                damaged.add(readers.submit(() -> readUntilDamaged(set, warm)));
            }
            warm.await();
            cut(file, PAGE);
            for (Future<Integer> one : damaged) {
                assertTrue(one.get() > 0);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static int readUntilDamaged(ImageDataset set, CountDownLatch warm) {
        int damaged = 0;
        for (int i = 0; damaged < 100; i++) {
            if (i == 2000) {
                warm.countDown();
            }
            try {
                set.read(i % set.size()).image().copy();
            } catch (DamagedImageException e) {
                damaged++;
            }
        }
        return damaged;
    }
}
