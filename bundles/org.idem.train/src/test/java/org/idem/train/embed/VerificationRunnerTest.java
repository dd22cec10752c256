package org.idem.train.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationRunnerTest {
    @TempDir
    Path folder;

    @Test
    void mirrorsRowByRow() {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        VerificationRunner.mirror(image, 3);
        assertArrayEquals(new float[] {3, 2, 1, 6, 5, 4, 9, 8, 7}, image, 0f);
    }

    @Test
    void aCheckpointVerifiesTheSameInAnyBatchSize() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "verify", "Global.max_train_step=3");
        tiny.train(false);
        try (Embedder embedder = Embedder.load(tiny.latest().folder());
                PairDataset pairs = Datasets.openPairs(folder.resolve("faces/verify.bin"))) {
            assertEquals(32, embedder.inputSize());
            assertEquals(32, embedder.dim());
            VerificationRunner.Result one = verify(embedder, pairs, 7);
            VerificationRunner.Result other = verify(embedder, pairs, 40);
            assertArrayEquals(one.scores(), other.scores(), 1e-5f);
            assertEquals(pairs.pairs(), one.evaluation().pairs());
            assertEquals("verify", one.evaluation().set());
            assertTrue(one.evaluation().auc() > 0.2 && one.evaluation().auc() <= 1);
            assertEquals(tiny.weights().keySet(), embedder.weights().keySet());
        }
    }

    private static VerificationRunner.Result verify(Embedder embedder, PairDataset pairs, int batch) {
        return new VerificationRunner(batch, true, 10, 2).run(embedder, pairs, 3, Clock.systemUTC(), Progress.NONE);
    }

    @Test
    void embeddingsDoNotDependOnTheNeighbours() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "alone", "Global.max_train_step=1");
        tiny.train(false);
        try (Embedder embedder = Embedder.load(tiny.latest().folder())) {
            int numbers = 3 * 32 * 32;
            float[] images = new float[3 * numbers];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) Math.sin(i);
            }
            float[] together = embedder.embed(images, 3);
            float[] alone = embedder.embed(Arrays.copyOfRange(images, numbers, 2 * numbers), 1);
            assertArrayEquals(Arrays.copyOfRange(together, 32, 64), alone, 1e-5f);
        }
    }
}
