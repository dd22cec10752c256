package org.idem.verify;

import java.nio.file.Path;
import java.time.Instant;
import org.idem.metrics.Verification;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;

/**
 * A verification of pairs that knows which pairs of the set it rests on.
 *
 * @param set name of the set
 * @param file the set itself
 * @param imageRoot folder that the paths of a list were said to be relative to; null where none was named
 * @param verification what was computed of the pairs that could be read
 * @param numbers their numbers in the set, ascending
 * @param skipped pairs that could not be read
 */
public record PairResult(String set, Path file, Path imageRoot, Verification verification, int[] numbers, int skipped) {

    /** Cosine and kind of each pair, with its number in the set. */
    public PairScores scores() {
        double[] exact = verification.scores();
        float[] cosines = new float[exact.length];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) exact[i];
        }
        return new PairScores(numbers, cosines, verification.same());
    }

    /**
     * The result as a run keeps it.
     *
     * @param step optimizer steps of the weights
     */
    public Evaluation evaluation(long step, Instant when) {
        VerificationFigures figures = VerificationFigures.of(verification.kfold(), verification.roc(), skipped);
        return new Evaluation(set, file, imageRoot, step, when, figures, null);
    }
}
