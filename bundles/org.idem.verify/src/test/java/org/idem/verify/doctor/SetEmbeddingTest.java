package org.idem.verify.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetEmbeddingTest {
    private static final int SIDE = 8;
    private static final int IMAGES = 640;

    @TempDir
    private Path folder;

    private static final class FirstPixel implements Embedder {
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
                out[2 * i] = 1;
                out[2 * i + 1] = chw[i * 3 * SIDE * SIDE];
            }
            return out;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Keeps what it is told, and cancels once it has been told so often. */
    private static final class Told implements Progress {
        private final List<Double> fractions = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final int most;

        Told(int most) {
            this.most = most;
        }

        @Override
        public void report(double fraction, Supplier<String> message) {
            if (message.get().contains("a second")) {
                fractions.add(fraction);
                words.add(message.get());
            }
        }

        @Override
        public boolean isCancelled() {
            return fractions.size() >= most;
        }
    }

    @Test
    void progressOfALookThatGoesOnIsThatOfWhatWasLeft() throws IOException {
        Path set = folder.resolve("people");
        try (ImageEncoder encoder = new ImageEncoder()) {
            byte[] png = encoder.png(new Pixels(SIDE, SIDE, new byte[3 * SIDE * SIDE]));
            for (int i = 0; i < IMAGES; i++) {
                Path file = set.resolve("p" + i / 10).resolve(i + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, png);
            }
        }
        assertThrows(CancellationException.class, () -> embed(set, new Told(5)));
        Told rest = new Told(Integer.MAX_VALUE);
        embed(set, rest);
        assertTrue(rest.words.get(0).startsWith("384 of 640 images"), rest.words.get(0));
        assertEquals(0.02 + 0.98 * 64 / 320, rest.fractions.get(0), 1e-9, "one of five batches");
        assertEquals(1, rest.fractions.get(rest.fractions.size() - 1), 1e-9);
    }

    private static void embed(Path set, Progress progress) {
        try (ImagesOfPeople people = ImagesOfPeople.open(set, Progress.NONE);
                Embedder embedder = new FirstPixel();
                EmbeddingCache cache = SetEmbedding.fill(people, embedder, "model", null, note -> {}, progress)) {
            assertEquals(IMAGES, cache.done());
        }
    }
}
