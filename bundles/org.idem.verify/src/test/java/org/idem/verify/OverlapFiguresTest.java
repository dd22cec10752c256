package org.idem.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFold;
import org.idem.metrics.Roc;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.DoctorFinding;
import org.idem.verify.doctor.DoctorThresholds;
import org.idem.verify.doctor.FindingsFile;
import org.idem.verify.doctor.OverlappingPairs;
import org.idem.verify.figures.OverlapFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number that people of the training set inflate, beside the one without them. */
class OverlapFiguresTest {
    private static final int PAIRS = 40;

    @TempDir
    private Path folder;

    private Path set() throws IOException {
        Path file = folder.resolve("pairs.bin");
        ColorPairs.write(file, PAIRS, Set.of(), Set.of());
        return file;
    }

    private static Diagnosis look(Path set, Path against, long found, List<List<Integer>> people) {
        List<DoctorFinding> findings = people.stream()
                .map(both -> new DoctorFinding(
                        DoctorFinding.Kind.OVERLAP, both, List.of("a", "b"), List.of(), 0.9, "the same"))
                .toList();
        DoctorThresholds none = new DoctorThresholds(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        return new Diagnosis(set, against, "a model", 10, 5, 0, none, Map.of("overlap", found), findings);
    }

    /** People whom the model knows score 1, other genuine pairs are told apart from half of the impostor pairs. */
    private EvaluatedPairs evaluated(Path file) {
        float[] kept = new float[PAIRS];
        boolean[] same = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            same[i] = i % 2 == 0;
            kept[i] = same[i] ? i < 20 ? 1 : 0.4f : i % 4 == 1 ? 0.5f : 0.1f;
        }
        double[] cosines = new double[PAIRS];
        Arrays.setAll(cosines, i -> kept[i]);
        double[] distances = Arrays.stream(cosines).map(one -> 2 - 2 * one).toArray();
        Evaluation written = EvaluationStore.write(
                folder.resolve("eval"),
                new Evaluation(
                        "pairs",
                        file,
                        1,
                        Instant.EPOCH,
                        VerificationFigures.of(KFold.of(distances, same, 10), Roc.of(cosines, same), 0),
                        null),
                PairScores.of(kept, same));
        return EvaluatedPairs.read(written).orElseThrow();
    }

    @Test
    void peopleOfTheTrainingSetAreLeftOut() throws IOException {
        Path file = set();
        Path trained = folder.resolve("train.rec");
        // Pair 2k shows person 3k, pair 2k + 1 the persons 3k + 1 and 3k + 2.
        List<List<Integer>> people = List.of(List.of(0, 7), List.of(3, 8), List.of(5, 9));
        FindingsFile.write(FindingsFile.beside(file), look(file, trained, 3, people));
        Diagnosis look = OverlappingPairs.findings(file, List.of()).orElseThrow();
        try (PairDataset pairs = Datasets.openPairs(file)) {
            OverlappingPairs overlap =
                    OverlappingPairs.of(pairs, look, Progress.NONE).orElseThrow();
            BitSet expected = new BitSet();
            List.of(0, 2, 3).forEach(expected::set);
            assertEquals(expected, overlap.pairs());
            assertEquals(trained, overlap.other());
        }
    }

    @Test
    void aLookAtTheTrainingSetTellsTheSame() throws IOException {
        Path file = set();
        Path trained = folder.resolve("train.rec");
        FindingsFile.write(FindingsFile.beside(trained), look(trained, file, 5, List.of(List.of(8, 3), List.of(9, 5))));
        assertEquals(Optional.empty(), OverlappingPairs.findings(file, List.of()));
        Diagnosis look = OverlappingPairs.findings(file, List.of(folder.resolve("other.rec"), trained))
                .orElseThrow();
        EvaluatedPairs evaluated = evaluated(file);
        try (PairDataset pairs = Datasets.openPairs(file)) {
            OverlappingPairs overlap =
                    OverlappingPairs.of(pairs, look, Progress.NONE).orElseThrow();
            assertEquals(2, overlap.pairs().cardinality());
            String words = OverlapFigures.of(evaluated, overlap)
                    .words(evaluated.evaluation().figures());
            assertTrue(
                    words.startsWith("Without the 2 people who are in train.rec too (2 of 40 pairs): accuracy "),
                    words);
            assertTrue(words.endsWith("The findings list only these of 5."), words);
        }
    }

    @Test
    void theNumberFallsToThatOfThePeopleWhomTheModelDoesNotKnow() throws IOException {
        Path file = set();
        EvaluatedPairs evaluated = evaluated(file);
        BitSet known = new BitSet();
        known.set(0, 20);
        OverlapFigures figures =
                OverlapFigures.of(evaluated, new OverlappingPairs(folder.resolve("train.rec"), 30, 30, known));
        assertEquals(20, figures.leftOut());
        assertEquals(0, figures.without().orElseThrow().table().get(0).tar());
        assertEquals(0.5, evaluated.evaluation().table().get(0).tar());
        known.set(0, PAIRS);
        OverlapFigures nobody =
                OverlapFigures.of(evaluated, new OverlappingPairs(folder.resolve("train.rec"), 60, 60, known));
        assertEquals(Optional.empty(), nobody.without());
        OverlappingPairs none = new OverlappingPairs(folder.resolve("train.rec"), 0, 0, new BitSet());
        assertEquals(
                "Nobody in these pairs was found in train.rec.",
                OverlapFigures.of(evaluated, none).words(evaluated.evaluation().figures()));
    }
}
