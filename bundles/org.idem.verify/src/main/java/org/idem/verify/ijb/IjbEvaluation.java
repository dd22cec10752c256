package org.idem.verify.ijb;

import java.time.Instant;
import java.util.stream.IntStream;
import org.idem.data.ijb.IjbLayout;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;

/**
 * The 1:1 result of IJB-B or IJB-C as an evaluation, so that whatever shows evaluations shows it. The set is called as the
 * benchmark, with the settings behind it where they are not the published ones. There is no accuracy: the protocol has no
 * folds. Its threshold is that of FAR 1e-4, at which the benchmark is usually reported.
 */
public final class IjbEvaluation {
    private static final double REPORTED_FAR = 1e-4;

    private IjbEvaluation() {}

    /**
     * The evaluation, whose scores are yet to be kept.
     *
     * @param step optimizer steps of the model, 0 where it does not say
     */
    public static Evaluation of(IjbLayout layout, IjbSettings settings, IjbResult result, long step, Instant when) {
        String name = layout.target().name();
        return new Evaluation(
                settings.equals(IjbSettings.PUBLISHED) ? name : name + "-" + settings.label(),
                layout.root(),
                step,
                when,
                figures(result),
                null);
    }

    private static VerificationFigures figures(IjbResult result) {
        Roc roc = result.roc();
        TarAtFarRow reported = roc.measured(REPORTED_FAR);
        double threshold = reported.isMeasurable() && Double.isFinite(reported.threshold())
                ? reported.threshold()
                : roc.eerThreshold();
        return new VerificationFigures(
                Double.NaN,
                Double.NaN,
                Math.max(-1, Math.min(1, threshold)),
                roc.auc(),
                roc.eer(),
                new PairCounts(roc.genuine() + roc.impostor(), roc.genuine(), roc.impostor(), result.unscored()),
                result.table());
    }

    /** The scores of the pairs that have one, by their lines in the pair file. */
    public static PairScores scores(IjbResult result) {
        int[] lines = IntStream.range(0, result.scores().length)
                .filter(line -> !Double.isNaN(result.scores()[line]))
                .toArray();
        float[] cosines = new float[lines.length];
        boolean[] same = new boolean[lines.length];
        for (int i = 0; i < lines.length; i++) {
            cosines[i] = (float) result.scores()[lines[i]];
            same[i] = result.same()[lines[i]];
        }
        return new PairScores(lines, cosines, same);
    }
}
