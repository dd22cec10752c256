package org.idem.verify.doctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.identity.IdentityIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of three people, two images each, and embeddings of them beside it. */
class KeptEmbeddingsTest {
    private static final String MODEL = "b".repeat(64);

    @TempDir
    private Path folder;

    private ImageDataset set;
    private IdentityIndex index;

    @BeforeEach
    void open() throws IOException {
        for (String image : List.of("a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg", "c/1.jpg")) {
            Path file = folder.resolve("people").resolve(image);
            Files.createDirectories(file.getParent());
            Files.writeString(file, image);
        }
        set = Datasets.openImages(folder.resolve("people"));
        index = IdentityIndex.of(set, Progress.NONE);
    }

    @AfterEach
    void close() throws IOException {
        set.close();
    }

    private static float[] row(double angle) {
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private Path fill(int images) {
        String fingerprint = SetFingerprint.of(ImagesOfPeople.of(set, index), Progress.NONE);
        CacheKey key = new CacheKey(set.size(), 2, fingerprint, MODEL);
        Path file = folder.resolve(key.fileName("people"));
        double[] angles = {0, 0.1, 1.5, 1.6, 1.7, 3};
        try (EmbeddingCache cache = EmbeddingCache.open(file, key, note -> {})) {
            for (int i = cache.done(); i < images; i++) {
                cache.add(row(angles[i]), 1);
            }
            cache.flush();
        }
        return file;
    }

    private Optional<KeptEmbeddings> kept() {
        return KeptEmbeddings.all(set, index, KeptEmbeddings.filesBeside(set.path()), Progress.NONE).stream()
                .findFirst();
    }

    @Test
    void embeddingsOfTheSetAreFoundBesideIt() {
        assertTrue(kept().isEmpty());
        Path file = fill(6);
        KeptEmbeddings kept = kept().orElseThrow();
        assertEquals(file.toAbsolutePath(), kept.file());
        float[] read = new float[2];
        assertTrue(kept.read(2, read));
        assertArrayEquals(row(1.5), read);
    }

    @Test
    void whatIsNotWholeOrOfOtherImagesIsNotTaken() throws IOException {
        Path file = fill(5);
        assertTrue(kept().isEmpty(), "an image is missing");
        fill(6);
        Files.writeString(folder.resolve("people/c/1.jpg"), "another picture");
        assertTrue(kept().isEmpty(), "the set has changed");
        Files.writeString(folder.resolve("people/c/1.jpg"), "c/1.jpg");
        assertTrue(kept().isPresent());
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 1);
        }
        assertTrue(kept().isEmpty(), "the file was cut");
        Files.writeString(file, "something else");
        assertTrue(kept().isEmpty());
    }

    @Test
    void theForeignImageComesFirstAndTheNearestIdentityIsNamed() {
        fill(6);
        int[] images = index.images(0);
        PersonCosines alike = PersonCosines.of(kept().orElseThrow(), index, 0, images, Progress.NONE);
        assertArrayEquals(new int[] {2, 0, 1}, alike.leastAlikeFirst());
        assertEquals(Math.cos(1.45), alike.cosines()[2], 1e-3);
        assertEquals(
                List.of(1, 2),
                alike.nearest().stream().map(PersonCosines.Neighbour::identity).toList());
        PersonCosines alone = PersonCosines.of(kept().orElseThrow(), index, 2, index.images(2), Progress.NONE);
        assertTrue(Double.isNaN(alone.cosines()[0]));
        assertFalse(alone.nearest().isEmpty());
    }
}
