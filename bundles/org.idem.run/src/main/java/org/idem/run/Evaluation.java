package org.idem.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;

/**
 * The result of one verification.
 *
 * @param set name of the set of pairs
 * @param file the set itself
 * @param imageRoot folder that the paths of a list of pairs were said to be relative to; null where none was named
 * @param step optimizer steps of the checkpoint that was verified
 * @param when when it was measured
 * @param figures what was measured
 * @param scores cosine of each pair, a float32 {@code .npy}; null when not kept
 */
public record Evaluation(
        String set, Path file, Path imageRoot, long step, Instant when, VerificationFigures figures, Path scores) {

    /** Returns the result on a set that names its own pictures. */
    public Evaluation(String set, Path file, long step, Instant when, VerificationFigures figures, Path scores) {
        this(set, file, null, step, when, figures, scores);
    }

    /** Mean k-fold accuracy, in [0, 1]. */
    public double accuracy() {
        return figures.accuracy();
    }

    /** Population deviation of the folds' accuracies. */
    public double accuracyStd() {
        return figures.accuracyStd();
    }

    /** Returns the area under the ROC, in [0, 1]; 0.5 is chance. */
    public double auc() {
        return figures.auc();
    }

    /** Returns the rate at which false matches and false non-matches are equally frequent, in [0, 1]. */
    public double eer() {
        return figures.eer();
    }

    /** Number of pairs that were compared. */
    public int pairs() {
        return figures.counts().pairs();
    }

    /** TAR@FAR by descending false accept rate. */
    public List<TarAtFarRow> table() {
        return figures.table();
    }

    Evaluation with(VerificationFigures other) {
        return new Evaluation(set, file, imageRoot, step, when, other, scores);
    }

    Evaluation named(String name, Path kept) {
        return new Evaluation(name, file, imageRoot, step, when, figures, kept);
    }
}
