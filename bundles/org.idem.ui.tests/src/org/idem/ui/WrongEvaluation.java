package org.idem.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFold;
import org.idem.metrics.Roc;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;
import org.idem.run.RunDirectory;
import org.idem.ui.verify.EvaluationInput;

/** An evaluation whose scores are wrong about every pair of a set. */
final class WrongEvaluation {
    private static final String NAME = "wrong";

    private WrongEvaluation() {}

    /** Writes one into a run. */
    static EvaluationInput write(RunDirectory run, Path file, long step) throws IOException {
        try (PairDataset pairs = Datasets.openPairs(file)) {
            float[] scores = new float[pairs.pairs()];
            boolean[] same = new boolean[scores.length];
            double[] cosines = new double[scores.length];
            double[] distances = new double[scores.length];
            for (int i = 0; i < same.length; i++) {
                same[i] = pairs.same(i);
                cosines[i] = (same[i] ? 0.1 : 0.7) + i / 100.0;
                scores[i] = (float) cosines[i];
                distances[i] = 2 - 2 * cosines[i];
            }
            VerificationFigures figures =
                    VerificationFigures.of(KFold.of(distances, same, 10), Roc.of(cosines, same), 0);
            Evaluation evaluation = new Evaluation(NAME, file, step, Instant.now(), figures, null);
            EvaluationStore.write(run, evaluation, PairScores.of(scores, same));
        }
        return new EvaluationInput(run.path(), NAME, step);
    }
}
