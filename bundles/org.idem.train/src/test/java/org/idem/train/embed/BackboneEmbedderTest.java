package org.idem.train.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.run.Evaluation;
import org.idem.train.TinyRun;
import org.idem.train.tensor.Device;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairResult;
import org.idem.verify.PairVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneEmbedderTest {
    @TempDir
    Path folder;

    @Test
    void aCheckpointVerifiesTheSameInAnyBatchSize() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "verify", "Global.max_train_step=3");
        tiny.train(false);
        try (BackboneEmbedder embedder = BackboneEmbedder.load(tiny.latest().folder());
                PairDataset pairs = Datasets.openPairs(folder.resolve("faces/verify.bin"))) {
            assertEquals(32, embedder.inputSize());
            assertEquals(32, embedder.dim());
            PairResult one = verify(embedder, pairs, 7);
            PairResult other = verify(embedder, pairs, 40);
            assertArrayEquals(one.scores().cosines(), other.scores().cosines(), 1e-5f);
            Evaluation evaluation = one.evaluation(3, Instant.EPOCH);
            assertEquals(3, evaluation.step());
            assertEquals(pairs.pairs(), evaluation.pairs());
            assertEquals("verify", evaluation.set());
            assertTrue(evaluation.auc() > 0.2 && evaluation.auc() <= 1);
            assertEquals(tiny.weights().keySet(), embedder.weights().keySet());
        }
    }

    @Test
    void aCardEmbedsAndComparesToTheBit() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "card", "Global.max_train_step=1");
        tiny.train(false);
        Device card = Device.simulated(4);
        long before = card.traffic().count().downloads();
        try (PairDataset pairs = Datasets.openPairs(folder.resolve("faces/verify.bin"));
                BackboneEmbedder processor = BackboneEmbedder.load(tiny.latest().folder());
                BackboneEmbedder there =
                        card.compute(() -> BackboneEmbedder.load(tiny.latest().folder()))) {
            assertArrayEquals(
                    verify(processor, pairs, 16).scores().cosines(),
                    verify(there, pairs, 16).scores().cosines());
            assertTrue(card.traffic().count().downloads() > before, "it is the card that computed");
            assertEquals(processor.weights().keySet(), there.weights().keySet());
        }
    }

    @Test
    void productsOfEmbeddingsOnACardAreThoseOfTheProcessor() {
        float[] rows = {1, 2, 3, 4, 5, 6};
        float[] expected = new float[4];
        float[] actual = new float[4];
        try (TorchTileProduct processor = new TorchTileProduct();
                TorchTileProduct card = Device.simulated(4).compute(TorchTileProduct::new)) {
            processor.setLeft(rows, 2, 3);
            processor.multiply(rows, 2, expected);
            card.setLeft(rows, 2, 3);
            card.multiply(rows, 2, actual);
        }
        assertArrayEquals(new float[] {14, 32, 32, 77}, expected);
        assertArrayEquals(expected, actual);
    }

    private static PairResult verify(BackboneEmbedder embedder, PairDataset pairs, int batch) {
        return new PairVerification(pairs, new EmbeddingPass(batch, true, 2), 10).verify(embedder, Progress.NONE);
    }

    @Test
    void embeddingsDoNotDependOnTheNeighbours() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "alone", "Global.max_train_step=1");
        tiny.train(false);
        try (BackboneEmbedder embedder = BackboneEmbedder.load(tiny.latest().folder())) {
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
