package org.idem.metrics;

import java.util.List;

/**
 * The figures of a verification of pairs, as they are kept and shown.
 *
 * @param accuracy mean k-fold accuracy, in [0, 1]
 * @param accuracyStd population deviation of the folds' accuracies
 * @param threshold the threshold of the accuracy: cosine from which a pair is accepted, the mean of the folds' thresholds;
 *     NaN when it was not kept
 * @param auc area under the ROC
 * @param eer equal error rate
 * @param counts pairs that this rests on
 * @param table TAR@FAR, the honest reading
 */
public record VerificationFigures(
        double accuracy,
        double accuracyStd,
        double threshold,
        double auc,
        double eer,
        PairCounts counts,
        List<TarAtFarRow> table) {

    public VerificationFigures {
        table = List.copyOf(table);
    }

    /**
     * The figures of what was computed.
     *
     * @param skipped pairs that were left out before
     */
    public static VerificationFigures of(KFold kfold, Roc roc, int skipped) {
        return new VerificationFigures(
                kfold.accuracy(),
                kfold.std(),
                kfold.threshold(),
                roc.auc(),
                roc.eer(),
                new PairCounts(roc.genuine() + roc.impostor(), roc.genuine(), roc.impostor(), skipped),
                roc.table());
    }

    /**
     * The same figures with pairs counted by kind; rows of the table that so many impostor pairs cannot support lose
     * their numbers.
     *
     * @param same whether each compared pair shows one person
     */
    public VerificationFigures counted(boolean[] same) {
        PairCounts byKind = PairCounts.of(same, counts.skipped());
        List<TarAtFarRow> rows = byKind.impostors() == 0
                ? table
                : table.stream().map(row -> row.with(byKind.impostors())).toList();
        return new VerificationFigures(accuracy, accuracyStd, threshold, auc, eer, byKind, rows);
    }
}
