package org.idem.verify.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.write.BinWriter;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;
import org.idem.verify.doctor.EmbeddingCache;
import org.idem.verify.doctor.ImagesOfPeople;
import org.idem.verify.doctor.KeptEmbeddings;
import org.idem.verify.doctor.SetEmbedding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grey people: dark, light, middle. A model sees a shade as an angle. */
class TrainedPeopleTest {
    private static final int SIDE = 8;

    @TempDir
    private Path folder;

    @BeforeEach
    void draw() throws IOException {
        add("dark/1", 40);
        add("dark/2", 44);
        add("light/1", 200);
        add("light/2", 230);
        add("middle/1", 120);
        Files.write(folder.resolve("train/light/3.png"), new byte[] {1, 2, 3});
        try (BinWriter writer = new BinWriter(pairs())) {
            writer.add(patch(44), patch(215), false);
            writer.add(patch(41), patch(45), true);
            writer.add(patch(41), new byte[] {4, 5, 6}, true);
        }
    }

    private Path train() {
        return folder.resolve("train");
    }

    private Path pairs() {
        return folder.resolve("pairs.bin");
    }

    private void add(String name, int shade) throws IOException {
        Path file = train().resolve(name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, patch(shade));
    }

    private static byte[] patch(int shade) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(shade, shade, shade));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static double angle(double shade) {
        return shade / 100;
    }

    private static final class ShadeEmbedder implements Embedder {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public int inputSize() {
            return SIDE;
        }

        @Override
        public TransformPipeline transforms() {
            return Transforms.of(List.of(), SIDE);
        }

        @Override
        public float[] embed(float[] chw, int n) {
            float[] out = new float[2 * n];
            for (int i = 0; i < n; i++) {
                double angle = angle(chw[i * 3 * SIDE * SIDE]);
                out[2 * i] = (float) Math.cos(angle);
                out[2 * i + 1] = (float) Math.sin(angle);
            }
            return out;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static void embed(Path set, String model) {
        try (ImagesOfPeople people = ImagesOfPeople.open(set, Progress.NONE);
                Embedder embedder = new ShadeEmbedder();
                EmbeddingCache filled = SetEmbedding.fill(people, embedder, model, null, note -> {}, Progress.NONE)) {
            assertEquals(people.size(), filled.done());
        }
    }

    private Optional<TrainedPeople> people() throws IOException {
        try (ImageDataset set = Datasets.openImages(train());
                PairDataset opened = Datasets.openPairs(pairs())) {
            IdentityIndex index = IdentityIndex.of(set, Progress.NONE);
            return TrainedPeople.of(
                    KeptEmbeddings.all(opened, KeptEmbeddings.filesBeside(pairs()), Progress.NONE),
                    KeptEmbeddings.all(set, index, KeptEmbeddings.filesBeside(train()), Progress.NONE),
                    index);
        }
    }

    @Test
    void eachFaceHasItsNearestPeopleAndImages() throws IOException {
        embed(train(), "a");
        embed(pairs(), "a");
        PairInTraining found = people().orElseThrow().find(0, Progress.NONE);
        assertEquals(Math.cos(angle(215) - angle(44)), found.cosine(), 1e-5);
        assertEquals(
                List.of(0, 2, 1),
                found.first().stream().map(NearestIdentity::identity).toList());
        assertEquals(
                List.of(1, 2, 0),
                found.second().stream().map(NearestIdentity::identity).toList());
        NearestIdentity dark = found.first().get(0);
        assertEquals(
                List.of(1, 0),
                dark.images().stream().map(NearestIdentity.Alike::image).toList());
        assertEquals(1, dark.cosine(), 1e-6);
        assertEquals((1 + Math.cos(angle(4))) / 2, dark.mean(), 1e-5);
        NearestIdentity light = found.second().get(0);
        assertEquals(3, light.size(), "the damaged image counts");
        assertEquals(2, light.images().size(), "but is like nobody");
        assertFalse(found.isOneIdentity());
        assertTrue(people().orElseThrow().find(1, Progress.NONE).isOneIdentity());
    }

    @Test
    void aFaceThatCannotBeReadHasNobody() throws IOException {
        embed(train(), "a");
        embed(pairs(), "a");
        PairInTraining found = people().orElseThrow().find(2, Progress.NONE);
        assertTrue(Double.isNaN(found.cosine()));
        assertEquals(3, found.first().size());
        assertEquals(List.of(), found.second());
        assertFalse(found.isOneIdentity());
    }

    @Test
    void onlyEmbeddingsByOneModelAreCompared() throws IOException {
        assertTrue(people().isEmpty());
        embed(train(), "a");
        embed(pairs(), "b");
        assertTrue(people().isEmpty());
        embed(pairs(), "a");
        assertTrue(people().isPresent());
    }

    @Test
    void itEndsWhenNobodyWantsItAnyMore() throws IOException {
        embed(train(), "a");
        embed(pairs(), "a");
        TrainedPeople people = people().orElseThrow();
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> people.find(0, cancelled));
    }
}
