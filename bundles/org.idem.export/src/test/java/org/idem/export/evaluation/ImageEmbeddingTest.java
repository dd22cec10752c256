package org.idem.export.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.export.SavedRun;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.model.ModelSpec;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.Npy;
import org.idem.run.PairScores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures to numbers, and two pictures to a verdict, by the same arithmetic as a verification. */
class ImageEmbeddingTest {
    private static final int SIDE = 32;
    private static final int DIM = 16;

    @TempDir
    private Path folder;

    private SavedRun saved;
    private Path set;
    private Path pictures;

    @BeforeEach
    void prepare() throws IOException {
        Path faces = Files.createDirectories(folder.resolve("faces"));
        FaceGenerator.generate(new GenerateRequest(8, 16, faces, 7, SIDE, 20, 6), Progress.NONE);
        set = faces.resolve("verify.bin");
        pictures = Files.createDirectories(folder.resolve("pictures"));
        try (PairDataset pairs = Datasets.openPairs(set)) {
            for (int pair = 0; pair < 3; pair++) {
                Files.write(pictures.resolve(pair + "a.png"), pairs.first(pair).copy());
                Files.write(pictures.resolve(pair + "b.png"), pairs.second(pair).copy());
            }
        }
        saved = SavedRun.in(folder);
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", DIM, SIDE, List.of(0, 0, 0, 0), 1);
        saved.save(spec, false, new float[3 * SIDE * SIDE]);
    }

    private ModelSource model() {
        return ModelSource.of(saved.run().path());
    }

    private Reply.Embedded embed(String file, boolean flip, boolean normalize, Path... inputs) {
        Request.Embed request =
                new Request.Embed(model(), List.of(inputs), folder.resolve(file), false, flip, normalize);
        return assertInstanceOf(Reply.Embedded.class, EvaluationMain.handle(request, Progress.NONE));
    }

    @Test
    void picturesFoldersAndSetsGiveTheSameRowsInTheOrderGiven() throws IOException {
        Reply.Embedded whole = embed("set.npy", false, false, set);
        assertEquals(40, whole.images());
        assertEquals(DIM, whole.dim());
        float[] all = Npy.readFloats(whole.file());
        assertEquals(40 * DIM, all.length);
        String header =
                new String(Files.readAllBytes(whole.file()), 0, 128, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(header.contains("'shape': (40, 16)"), header);
        float[] some = Npy.readFloats(embed("some.npy", false, false, pictures).file());
        assertArrayEquals(Arrays.copyOf(all, 6 * DIM), some, 1e-5f);
        Path last = pictures.resolve("2b.png");
        Path first = pictures.resolve("0a.png");
        float[] two = Npy.readFloats(embed("two.npy", false, false, last, first).file());
        assertArrayEquals(Arrays.copyOfRange(all, 5 * DIM, 6 * DIM), Arrays.copyOf(two, DIM), 1e-5f);
        assertArrayEquals(Arrays.copyOf(all, DIM), Arrays.copyOfRange(two, DIM, 2 * DIM), 1e-5f);
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTold() throws IOException {
        byte[] picture = Files.readAllBytes(pictures.resolve("0b.png"));
        Files.write(pictures.resolve("0aa,cut.png"), Arrays.copyOf(picture, picture.length / 2));
        Reply.Embedded embedded = embed("table.csv", true, true, pictures);
        assertEquals(6, embedded.images());
        assertEquals(1, embedded.skipped().size());
        assertTrue(embedded.skipped().get(0).key().endsWith("0aa,cut.png"));
        List<String> lines = Files.readAllLines(embedded.file());
        assertEquals(7, lines.size());
        assertTrue(lines.get(0).startsWith("key,e0,e1,"));
        List<Double> numbers = new ArrayList<>();
        String[] fields = lines.get(1).split(",");
        assertTrue(fields[0].endsWith("0a.png"));
        double squares = 0;
        for (int i = 1; i <= DIM; i++) {
            numbers.add(Double.valueOf(fields[i]));
            squares += numbers.get(i - 1) * numbers.get(i - 1);
        }
        assertEquals(1, squares, 1e-5);
        Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        assertThrows(InputException.class, () -> embed("none.npy", false, false, broken));
        assertThrows(InputException.class, () -> embed("table.csv", false, false, pictures));
        assertThrows(InputException.class, () -> embed("table.txt", false, false, pictures));
        assertTrue(Files.notExists(folder.resolve("none.npy")));
        try (var files = Files.list(folder)) {
            assertEquals(
                    Optional.empty(),
                    files.filter(file -> file.toString().endsWith(".part")).findAny());
        }
    }

    private Reply.Compared compare(Double far, Double threshold) {
        Request request =
                new Request.Compare(model(), pictures.resolve("1a.png"), pictures.resolve("1b.png"), far, threshold);
        return assertInstanceOf(Reply.Compared.class, EvaluationMain.handle(request, Progress.NONE));
    }

    @Test
    void twoPicturesScoreAsInAVerificationAndAreJudgedByItsThresholds() {
        Reply.Compared unknown = compare(null, null);
        assertEquals(Optional.empty(), unknown.same());
        assertThrows(InputException.class, () -> compare(1e-3, null));
        Request verify = new Request.Verify(model(), List.of(set), saved.run().eval());
        Reply.Verified verified = assertInstanceOf(Reply.Verified.class, EvaluationMain.handle(verify, Progress.NONE));
        Evaluation evaluation = EvaluationStore.read(verified.sets().get(0).file());
        PairScores scores = EvaluationStore.scores(evaluation);
        Reply.Compared known = compare(null, null);
        assertEquals(scores.cosines()[1], known.score(), 1e-5);
        assertEquals("verify", known.set());
        assertEquals(0.1, known.far());
        double threshold = evaluation.table().stream()
                .filter(row -> row.far() == 0.1)
                .findFirst()
                .orElseThrow()
                .threshold();
        assertEquals(threshold, known.threshold());
        assertEquals(Optional.of(known.score() >= threshold), known.same());
        assertEquals(Optional.of(true), compare(null, -1.0).same());
        assertThrows(InputException.class, () -> compare(1e-6, null));
        assertThrows(InputException.class, () -> compare(null, 2.0));
        assertThrows(InputException.class, () -> compare(0.0, null));
    }
}
