package org.idem.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The result of one verification.
 *
 * @param set name of the set of pairs
 * @param file the set itself
 * @param step optimizer steps of the checkpoint that was verified
 * @param when when it was measured
 * @param accuracy mean k-fold accuracy, in [0, 1]
 * @param accuracyStd population deviation of the folds' accuracies
 * @param auc area under the ROC
 * @param eer equal error rate
 * @param pairs number of pairs
 * @param table TAR@FAR
 * @param scores cosine of each pair, a float32 {@code .npy} in the order of the pairs; null when not kept
 */
public record Evaluation(
        String set,
        Path file,
        long step,
        Instant when,
        double accuracy,
        double accuracyStd,
        double auc,
        double eer,
        int pairs,
        List<TarAt> table,
        Path scores) {

    public Evaluation {
        table = List.copyOf(table);
    }
}
