package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
        PairScores whole = PairScores.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, scores.same());
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

    private Evaluation sound(String set, long step) {
        Evaluation evaluation = new Evaluation(set, Path.of("v.bin"), step, Instant.EPOCH, figures(0), null);
        return EvaluationStore.write(
                run,
                evaluation,
                new PairScores(new int[] {0, 2, 3, 4}, new float[4], new boolean[] {true, false, true, false}));
    }

    @Test
    void aDamagedEvaluationHidesNoOther() throws IOException {
        sound("v", 5);
        String good = Files.readString(run.eval().resolve("v-0000000005.json"));
        int number = 0;
        for (String bad : List.of(
                "",
                "[]",
                "null",
                "{}",
                "{\"set\":3}",
                good.substring(0, good.length() / 2),
                good.replace("\"pairs\" : 4", "\"pairs\" : -4"),
                good.replace("\"pairs\" : 4", "\"pairs\" : 1e300"),
                good.replace("\"genuine\" : 2", "\"genuine\" : 3"),
                good.replace("\"accuracy\" : 0.75", "\"accuracy\" : 1e999"),
                good.replace("\"file\" : \"v.bin\"", "\"file\" : \"a\\u0000b\""),
                good.replace("v-0000000005.scores.npy", "../../../secret.scores.npy"),
                good.replace("v-0000000005.scores.npy", "/etc/passwd"),
                good.replace("\"step\" : 5", "\"step\" : -5"),
                "[".repeat(100_000))) {
            Files.writeString(run.eval().resolve("bad-" + number++ + ".json"), bad);
        }
        Files.createDirectory(run.eval().resolve("folder.json"));
        List<Evaluation> read = EvaluationStore.read(run);
        assertEquals(List.of("v"), read.stream().map(Evaluation::set).toList());
    }

    @Test
    void farDatesAndRatesThatAreNoneDoNoHarm() throws IOException {
        sound("v", 5);
        Path file = run.eval().resolve("v-0000000005.json");
        String good = Files.readString(file);
        for (String when : List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "yesterday", "")) {
            Files.writeString(file, good.replace("1970-01-01T00:00:00Z", when));
            assertEquals(Instant.EPOCH, EvaluationStore.read(run).get(0).when(), when);
        }
        Files.writeString(file, good.replace("\"far\" : 0.001", "\"far\" : -7"));
        assertEquals(1, EvaluationStore.read(run).get(0).table().size());
    }

    @Test
    void damagedScoresAreNone() throws IOException {
        Evaluation evaluation = sound("v", 5);
        for (String ending : List.of(".scores.npy", ".same.npy", ".pairs.npy")) {
            Path file = run.eval().resolve("v-0000000005" + ending);
            byte[] good = Files.readAllBytes(file);
            for (byte[] bad : damaged(good)) {
                Files.write(file, bad);
                assertEquals(0, EvaluationStore.scores(evaluation).size(), ending);
                assertEquals(1, EvaluationStore.read(run).size());
            }
            Files.write(file, good);
            assertEquals(4, EvaluationStore.scores(evaluation).size());
        }
    }

    private static List<byte[]> damaged(byte[] good) {
        byte[] hugeHeader = good.clone();
        hugeHeader[6] = 2;
        Arrays.fill(hugeHeader, 8, 12, (byte) 0xff);
        byte[] hugeShape = new String(good, StandardCharsets.ISO_8859_1)
                .replace("(4,)", "(2147483648,)")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] otherShape = new String(good, StandardCharsets.ISO_8859_1)
                .replace("(4,)", "(3,)")
                .getBytes(StandardCharsets.ISO_8859_1);
        return List.of(
                new byte[0],
                Arrays.copyOf(good, 7),
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1),
                hugeHeader,
                hugeShape,
                otherShape);
    }

    @Test
    void aThousandDamagesAreReadOrLeftOut() throws IOException {
        sound("a", 1);
        Evaluation evaluation = sound("v", 5);
        SplittableRandom random = new SplittableRandom(36);
        for (String ending : List.of(".json", ".scores.npy", ".same.npy", ".pairs.npy")) {
            Path file = run.eval().resolve("v-0000000005" + ending);
            byte[] good = Files.readAllBytes(file);
            for (int round = 0; round < 250; round++) {
                byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
                for (int i = random.nextInt(1, 4); i > 0 && bad.length > 0; i--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, bad);
                List<Evaluation> read = EvaluationStore.read(run);
                assertEquals("a", read.get(0).set());
                read.forEach(EvaluationStore::scores);
                PairScores scores = EvaluationStore.scores(evaluation);
                assertTrue(scores.size() == 0 || scores.size() == 4);
            }
            Files.write(file, good);
        }
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
