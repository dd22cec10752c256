package org.idem.verify.figures;

import java.util.Locale;
import java.util.Optional;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.KFold;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.doctor.OverlappingPairs;

/**
 * The figures of a set without the people who are also in another one, to hold against those of the whole set: what a model
 * was trained on it knows.
 *
 * @param overlap who they are
 * @param leftOut pairs that show one of them, of those that were compared
 * @param without figures of the other pairs; empty where these are not of both kinds
 */
public record OverlapFigures(OverlappingPairs overlap, int leftOut, Optional<VerificationFigures> without) {

    /** The figures of an evaluation without the pairs that overlap. */
    public static OverlapFigures of(EvaluatedPairs pairs, OverlappingPairs overlap) {
        PairScores scores = pairs.scores();
        int kept = 0;
        for (int number : scores.numbers()) {
            kept += overlap.pairs().get(number) ? 0 : 1;
        }
        double[] cosines = new double[kept];
        boolean[] same = new boolean[kept];
        int at = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (!overlap.pairs().get(scores.numbers()[i])) {
                cosines[at] = scores.cosines()[i];
                same[at++] = scores.same()[i];
            }
        }
        return new OverlapFigures(overlap, scores.size() - kept, figures(cosines, same, scores.size() - kept));
    }

    private static Optional<VerificationFigures> figures(double[] cosines, boolean[] same, int skipped) {
        PairCounts counts = PairCounts.of(same, skipped);
        if (counts.genuine() == 0 || counts.impostors() == 0) {
            return Optional.empty();
        }
        KFold folds = KFold.ofCosines(cosines, same);
        return Optional.of(VerificationFigures.of(folds, Roc.of(cosines, same), skipped));
    }

    /**
     * What people read, in one sentence or two.
     *
     * @param whole figures of the whole set
     */
    public String words(VerificationFigures whole) {
        String other = String.valueOf(overlap.other().getFileName());
        if (overlap.people() == 0) {
            return "Nobody in these pairs was found in " + other + ".";
        }
        String who = "Without the " + Units.count(overlap.people())
                + (overlap.people() == 1 ? " person who is" : " people who are") + " in " + other + " too ("
                + Units.count(leftOut) + " of " + Units.count(whole.counts().pairs()) + " pairs): ";
        String rest = overlap.found() > overlap.people()
                ? " The findings list only these of " + Units.count(overlap.found()) + "."
                : "";
        return who
                + without.map(figures -> figures(figures, whole)).orElse("no pairs of both kinds are left") + "."
                + rest;
    }

    private static String figures(VerificationFigures without, VerificationFigures whole) {
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT,
                "accuracy %.2f %% ± %.2f %% (with them %.2f %%)",
                100 * without.accuracy(),
                100 * without.accuracyStd(),
                100 * whole.accuracy()));
        for (TarAtFarRow row : without.table()) {
            whole.table().stream()
                    .filter(one -> Double.compare(one.far(), row.far()) == 0)
                    .filter(one -> one.isMeasurable() && row.isMeasurable())
                    .forEach(one -> words.append(String.format(
                            Locale.ROOT,
                            ", TAR at FAR %s %.2f %% (%.2f %%)",
                            FarLabel.of(row.far()),
                            100 * row.tar(),
                            100 * one.tar())));
        }
        return words.toString();
    }
}
