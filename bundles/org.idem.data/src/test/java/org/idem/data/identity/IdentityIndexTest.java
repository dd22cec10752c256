package org.idem.data.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.FaceSetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityIndexTest {
    /** Behind the magic number, the length and the flag of a record. */
    private static final int LABEL_AT = 12;

    @TempDir
    private Path folder;

    @Test
    void imagesOfOneIdentityNeedNotLieTogether() {
        int[] labels = {2, 0, 2, -1, 0, 4, 9, 2};
        IdentityIndex index = IdentityIndex.ofLabels(labels, 5);
        assertEquals(5, index.identities());
        assertEquals(2, index.unlabeled());
        assertArrayEquals(new int[] {1, 4}, index.images(0));
        assertArrayEquals(new int[] {0, 2, 7}, index.images(2));
        assertEquals(0, index.first(2));
        assertEquals(-1, index.first(1));
        assertEquals(0, index.count(3));
        assertArrayEquals(new int[0], index.images(3));
        assertArrayEquals(new int[] {5}, index.images(4));
    }

    @Test
    void anyLabelsAreFoundAgain() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            boolean sorted = round % 2 == 0;
            IntStream drawn = random.ints(random.nextInt(40), sorted ? 0 : -1, 12);
            int[] labels = (sorted ? drawn.sorted() : drawn).toArray();
            IdentityIndex index = IdentityIndex.ofLabels(labels, 10);
            for (int identity = 0; identity < 10; identity++) {
                int wanted = identity;
                int[] images = IntStream.range(0, labels.length)
                        .filter(image -> labels[image] == wanted)
                        .toArray();
                assertArrayEquals(images, index.images(identity));
                assertEquals(images.length, index.count(identity));
                assertEquals(images.length == 0 ? -1 : images[0], index.first(identity));
            }
        }
    }

    @Test
    void aListIsReadLabelByLabel() throws IOException {
        try (ImageDataset set = Datasets.openImages(DrawnSets.list(folder, 1, 0, 1, 3))) {
            IdentityIndex index = IdentityIndex.of(set, Progress.NONE);
            assertArrayEquals(new int[] {0, 2}, index.images(1));
            assertEquals(4, index.identities());
            assertEquals(0, index.count(2));
        }
    }

    @Test
    void identityRecordsAreBelievedAsFarAsTheLabelsAgree() throws IOException {
        Path rec = folder.resolve("train.rec");
        try (FaceSetWriter writer = new FaceSetWriter(folder, 8)) {
            for (int identity : new int[] {0, 0, 1, 2, 2, 2}) {
                writer.add(identity, DrawnSets.png(identity));
            }
        }
        long offset;
        try (ImageDataset set = Datasets.openImages(rec)) {
            assertArrayEquals(new int[] {2, 1, 3}, set.declaredImagesPerIdentity());
            assertArrayEquals(
                    new int[] {3, 4, 5}, IdentityIndex.of(set, Progress.NONE).images(2));
            offset = set.offset(2);
        }
        try (FileChannel file = FileChannel.open(rec, StandardOpenOption.WRITE)) {
            ByteBuffer label =
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 2);
            file.write(label, offset + LABEL_AT);
        }
        try (ImageDataset set = Datasets.openImages(rec)) {
            assertArrayEquals(new int[] {2, 1, 3}, set.declaredImagesPerIdentity());
            IdentityIndex index = IdentityIndex.of(set, Progress.NONE);
            assertArrayEquals(new int[] {2, 3, 4, 5}, index.images(2));
            assertEquals(0, index.count(1));
        }
    }

    @Test
    void readingEndsWhenNobodyWantsItAnyMore() throws IOException {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (ImageDataset set = Datasets.openImages(DrawnSets.list(folder, 0, 1))) {
            assertThrows(CancellationException.class, () -> IdentityIndex.of(set, cancelled));
        }
    }
}
