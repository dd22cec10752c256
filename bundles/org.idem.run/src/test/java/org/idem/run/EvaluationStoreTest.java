package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationStoreTest {
    /** As it was written before pairs were counted by kind. */
    private static final String BEFORE =
            """
            {
              "set" : "verify", "file" : "data/verify.bin", "step" : 80, "when" : "2026-01-31T14:15:00Z",
              "accuracy" : 0.75, "accuracy_std" : 0.1, "auc" : 0.8, "eer" : 0.25, "pairs" : 40,
              "tar_at_far" : [
                { "far" : 0.1, "tar" : 0.5, "threshold" : 0.4, "low" : 0.3, "high" : 0.7, "errors" : 2 },
                { "far" : 0.001, "tar" : 0.35, "threshold" : 0.6, "low" : 0.2, "high" : 0.6, "errors" : 0 } ],
              "scores" : "verify-0000000080.scores.npy"
            }
            """;

    @TempDir
    private Path runs;

    private RunDirectory run;

    @BeforeEach
    void create() {
        run = RunDirectory.create(runs, "x", Clock.systemUTC());
    }

    private static VerificationFigures figures(int skipped) {
        PairCounts counts = new PairCounts(4, 2, 2, skipped);
        List<TarAtFarRow> table =
                List.of(new TarAtFarRow(0.5, 0.5, 0.25, 0.1, 0.9, 1, 2), TarAtFarRow.notMeasurable(1e-3, 2));
        return new VerificationFigures(0.75, 0.1, 0.3, 0.8, 0.2, counts, table);
    }

    @Test
    void pairsKeepTheirNumbers() {
        PairScores scores = new PairScores(
                new int[] {0, 2, 3, 70_000}, new float[] {1, 0.5f, 0.25f, 0}, new boolean[] {true, false, true, false});
        Evaluation evaluation = new Evaluation("v", Path.of("v.bin"), 5, Instant.EPOCH, figures(3), null);
        EvaluationStore.write(run, evaluation, scores);
        Evaluation read = EvaluationStore.read(run).get(0);
        assertEquals(evaluation.figures(), read.figures());
        PairScores again = EvaluationStore.scores(read);
        assertArrayEquals(scores.numbers(), again.numbers());
        assertArrayEquals(scores.cosines(), again.cosines());

        // The set was mended: no numbers of the old evaluation may stay.
        PairScores whole = PairScores.of(new float[] {1, 2, 3, 4}, scores.same());
        EvaluationStore.write(run, evaluation, whole);
        assertArrayEquals(
                new int[] {0, 1, 2, 3},
                EvaluationStore.scores(EvaluationStore.read(run).get(0)).numbers());
    }

    @Test
    void programsFindTheKeysThatTheyKnow() throws IOException {
        Evaluation evaluation = new Evaluation("v", Path.of("v.bin"), 5, Instant.EPOCH, figures(0), null);
        EvaluationStore.write(run, evaluation, PairScores.of(new float[4], new boolean[4]));
        String json = Files.readString(run.eval().resolve("v-0000000005.json"));
        for (String key : List.of(
                "set",
                "file",
                "step",
                "when",
                "accuracy",
                "accuracy_std",
                "auc",
                "eer",
                "pairs",
                "tar_at_far",
                "far",
                "tar",
                "threshold",
                "low",
                "high",
                "errors",
                "scores",
                "needs",
                "has")) {
            assertTrue(json.contains("\"" + key + "\" :"), key);
        }
        assertTrue(Files.exists(run.eval().resolve("v-0000000005.scores.npy")));
        assertTrue(Files.exists(run.eval().resolve("v-0000000005.same.npy")));
    }

    @Test
    void whatWasWrittenBeforeIsReadAndSaysOnlyWhatItMeasured() throws IOException {
        Files.createDirectories(run.eval());
        Files.writeString(run.eval().resolve("verify-0000000080.json"), BEFORE);
        boolean[] same = new boolean[40];
        for (int i = 0; i < 15; i++) {
            same[i] = true;
        }
        Npy.write(run.eval().resolve("verify-0000000080.scores.npy"), new float[40]);
        Npy.write(run.eval().resolve("verify-0000000080.same.npy"), same);
        Evaluation read = EvaluationStore.read(run).get(0);
        assertEquals(new PairCounts(40, 15, 25, 0), read.figures().counts());
        assertEquals(0.75, read.accuracy());
        assertTrue(Double.isNaN(read.figures().threshold()));
        assertEquals(
                new TarAtFarRow(0.1, 0.5, 0.4, 0.3, 0.7, 2, 25), read.table().get(0));
        assertEquals(
                "not measurable: needs 1,000 impostor pairs, has 25",
                read.table().get(1).needs());
        assertEquals(40, EvaluationStore.scores(read).size());
    }
}
