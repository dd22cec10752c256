package org.idem.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairVerificationTest {
    private static final int PAIRS = 240;
    private static final int BATCH = 32;

    @TempDir
    private Path folder;

    private Path set() {
        return folder.resolve("colors.bin");
    }

    private PairResult verify() throws IOException {
        try (PairDataset pairs = Datasets.openPairs(set())) {
            return new PairVerification(pairs, new EmbeddingPass(BATCH, true, 2), 10)
                    .verify(ColorPairs.embedder(), Progress.NONE);
        }
    }

    private EvaluatedPairs kept(PairResult result) {
        Evaluation written =
                EvaluationStore.write(folder.resolve("eval"), result.evaluation(7, Instant.EPOCH), result.scores());
        return EvaluatedPairs.read(written).orElseThrow();
    }

    @Test
    void mirrorsRowByRow() {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        EmbeddingPass.mirror(image, 3);
        assertArrayEquals(new float[] {3, 2, 1, 6, 5, 4, 9, 8, 7}, image, 0f);
    }

    @Test
    void pairsBehindADamagedOneKeepTheirNumbersAndFaces() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(3, 40), Set.of(101));
        PairResult result = verify();
        assertEquals(
                new PairCounts(238, 119, 119, 2),
                result.evaluation(7, Instant.EPOCH).figures().counts());
        assertEquals(
                List.of(0, 1, 2, 4),
                List.of(result.numbers()[0], result.numbers()[1], result.numbers()[2], result.numbers()[3]));

        EvaluatedPairs kept = kept(result);
        ScoredPair worst = kept.hardest(5).falseAccepts().get(0);
        assertEquals(101, worst.number());
        assertTrue(worst.isError() && worst.beyond() > 0);
        try (PairDataset pairs = kept.open(List.of(folder))) {
            assertArrayEquals(pairs.first(101).copy(), pairs.second(101).copy(), "the faces that look the same");
            for (int i = 0; i < kept.scores().size(); i++) {
                assertEquals(
                        pairs.same(kept.scores().numbers()[i]), kept.scores().same()[i]);
            }
        }
    }

    @Test
    void anyShareOfDamagedPairsIsLeftOutAndCounted() throws IOException {
        Set<Integer> damaged = IntStream.range(0, 200).boxed().collect(Collectors.toSet());
        ColorPairs.write(set(), PAIRS, damaged, Set.of());
        PairResult result = verify();
        assertEquals(200, result.skipped());
        assertEquals(200, result.numbers()[0]);
        assertEquals(1, result.verification().roc().auc(), 1e-9);
    }

    @Test
    void whatCannotBeJudgedIsToldInWords() throws IOException {
        Path none = folder.resolve("none.bin");
        ColorPairs.write(none, 0, Set.of(), Set.of());
        Path gone = folder.resolve("gone.bin");
        ColorPairs.write(gone, 8, IntStream.range(0, 8).boxed().collect(Collectors.toSet()), Set.of());
        Path alike = folder.resolve("alike.bin");
        ColorPairs.write(alike, 9, Set.of(1, 3, 5, 7), Set.of());
        for (Path file : List.of(none, gone, alike)) {
            try (PairDataset pairs = Datasets.openPairs(file)) {
                PairVerification protocol = new PairVerification(pairs, new EmbeddingPass(BATCH, false, 2), 10);
                InputException told =
                        assertThrows(InputException.class, () -> protocol.verify(ColorPairs.embedder(), Progress.NONE));
                assertTrue(told.getMessage().contains("pair"), told.getMessage());
                assertEquals(file, told.problems().get(0).file());
            } catch (InputException e) {
                assertEquals(none, file, "an empty set may be refused as it is opened: " + e.getMessage());
            }
        }
    }

    @Test
    void twoPairsAreEnough() throws IOException {
        ColorPairs.write(set(), 2, Set.of(), Set.of());
        assertEquals(2, verify().evaluation(1, Instant.EPOCH).pairs());
    }

    @Test
    void aWholeSetNeedsNoNumbers() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of());
        PairResult result = verify();
        assertEquals(0, result.skipped());
        assertTrue(result.scores().isContiguous());
        assertFalse(java.nio.file.Files.exists(folder.resolve("eval/colors-0000000007.pairs.npy")));
        assertEquals(1, result.verification().roc().auc(), 1e-9);
    }

    @Test
    void ratesBeyondTheSetAreNotMeasured() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of());
        List<TarAtFarRow> table = kept(verify()).evaluation().table();
        assertTrue(table.get(1).isMeasurable());
        TarAtFarRow beyond = table.get(2);
        assertEquals(1e-3, beyond.far());
        assertTrue(Double.isNaN(beyond.tar()) && Double.isNaN(beyond.threshold()));
        assertEquals("not measurable: needs 1,000 impostor pairs, has 120", beyond.needs());
    }

    @Test
    void theThresholdIsTheMeanOfTheFolds() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of(9, 11, 51));
        PairResult result = verify();
        EvaluatedPairs kept = kept(result);
        double mean = 0;
        for (double squared : result.verification().kfold().foldThresholds()) {
            mean += (1 - squared / 2) / 10;
        }
        assertEquals(mean, kept.threshold(), 1e-12);
        assertEquals(mean, kept.hardest(3).threshold(), 1e-12);
    }

    @Test
    void aSetThatChangedIsNotShown() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of());
        EvaluatedPairs kept = kept(verify());
        java.nio.file.Files.delete(set());
        ColorPairs.write(set(), PAIRS + 2, Set.of(), Set.of());
        assertThrows(InputException.class, () -> kept.open(List.of(folder)));
    }

    /** A list beside which there are no pictures: they are where the config said, from wherever one looks at them. */
    @Test
    void thePicturesOfAListAreFoundWhereTheyWereVerified() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of(101));
        Path home = Files.createDirectories(folder.resolve("home"));
        Path faces = Files.createDirectories(home.resolve("faces"));
        Path list = Files.createDirectories(home.resolve("lists")).resolve("pairs.txt");
        writeList(list, faces);
        PairResult result;
        try (PairDataset pairs = Datasets.openPairs(list, faces)) {
            result = new PairVerification(pairs, new EmbeddingPass(BATCH, true, 2), 10)
                    .verify(ColorPairs.embedder(), Progress.NONE);
        }
        PairResult asConfigured = new PairResult(
                result.set(),
                home.relativize(list),
                home.relativize(result.imageRoot()),
                result.verification(),
                result.numbers(),
                result.skipped());
        kept(asConfigured);
        Evaluation read = EvaluationStore.read(
                EvaluationStore.file(folder.resolve("eval"), asConfigured.evaluation(7, Instant.EPOCH)));
        EvaluatedPairs again = EvaluatedPairs.read(read).orElseThrow();
        try (PairDataset pairs = again.open(List.of(folder.resolve("elsewhere"), home))) {
            assertTrue(pairs.first(again.hardest(1).falseAccepts().get(0).number())
                    .bytes()
                    .hasRemaining());
        }
        try (PairDataset beside = Datasets.openPairs(set())) {
            assertNull(beside.imageRoot());
        }
    }

    private void writeList(Path list, Path faces) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (PairDataset pairs = Datasets.openPairs(set())) {
            for (int i = 0; i < pairs.pairs(); i++) {
                Files.write(faces.resolve(i + "a.png"), pairs.first(i).copy());
                Files.write(faces.resolve(i + "b.png"), pairs.second(i).copy());
                lines.append(i + "a.png\t" + i + "b.png\t" + (pairs.same(i) ? 1 : 0) + "\n");
            }
        }
        Files.writeString(list, lines);
    }

    /** Any model: what it makes of an image's red. */
    private record Made(DoubleUnaryOperator of) implements Embedder {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public int inputSize() {
            return ColorPairs.SIDE;
        }

        @Override
        public TransformPipeline transforms() {
            return Transforms.of(List.of(), ColorPairs.SIDE);
        }

        @Override
        public float[] embed(float[] chw, int n) {
            float[] rows = new float[2 * n];
            for (int i = 0; i < n; i++) {
                rows[2 * i] = (float) of.applyAsDouble(chw[i * 3 * ColorPairs.SIDE * ColorPairs.SIDE]);
                rows[2 * i + 1] = 1;
            }
            return rows;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private PairResult verify(DoubleUnaryOperator model) throws IOException {
        try (PairDataset pairs = Datasets.openPairs(set())) {
            return new PairVerification(pairs, new EmbeddingPass(BATCH, true, 2), 10)
                    .verify(new Made(model), Progress.NONE);
        }
    }

    @Test
    void aModelThatMakesNoNumbersIsNamed() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of());
        InputException refused = assertThrows(InputException.class, () -> verify(red -> red > 200 ? Double.NaN : red));
        assertTrue(
                refused.problems()
                        .get(0)
                        .message()
                        .matches("The model makes NaN or infinity of \\d+ of 480 images, .*"),
                refused.getMessage());
        assertThrows(InputException.class, () -> verify(red -> red / 0));
    }

    @Test
    void aModelForWhichAllAreAlikeIsChance() throws IOException {
        ColorPairs.write(set(), PAIRS, Set.of(), Set.of());
        EvaluatedPairs kept = kept(verify(red -> 0.5));
        assertEquals(0.5, kept.evaluation().accuracy(), 1e-12);
        assertEquals(0.5, kept.evaluation().auc(), 1e-12);
        assertEquals(0.5, kept.evaluation().eer(), 1e-12);
        for (TarAtFarRow row : kept.evaluation().table()) {
            assertTrue(Double.isNaN(row.tar()) || row.tar() == 0, "all are accepted or none: " + row);
        }
        HardestPairs hardest = kept.hardest(10);
        assertTrue(hardest.falseAccepts().size() <= 10 && hardest.falseRejects().size() <= 10);
    }
}
