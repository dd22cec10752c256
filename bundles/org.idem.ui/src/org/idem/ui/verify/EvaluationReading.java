package org.idem.ui.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.chart.ChartMark;
import org.idem.metrics.FarLabel;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;

/**
 * An evaluation with its curve and its scores, read on any thread. Immutable.
 *
 * @param name what tells it from the others that are open
 * @param evaluation the figures
 * @param scored its pairs and what is computed of their scores; empty if the scores were not kept
 * @param comparison whether it is better than the first one that is open, in words; empty for the first itself
 */
record EvaluationReading(String name, Evaluation evaluation, Optional<Scored> scored, String comparison) {
    private static final double MARKED_FAR = 1e-2;
    private static final int BINS = 80;

    /**
     * Scores, and what is computed of them once.
     *
     * @param pairs the scores
     * @param roc their ROC
     * @param histogram how they are spread
     * @param threshold of the accuracy, a cosine
     * @param labels a number that differs where the labels of the pairs do
     */
    record Scored(EvaluatedPairs pairs, Roc roc, ScoreHistogram histogram, double threshold, int labels) {
        private static Scored of(EvaluatedPairs pairs) {
            PairScores kept = pairs.scores();
            ScoreHistogram histogram = ScoreHistogram.of(kept.wideCosines(), kept.same(), BINS);
            return new Scored(pairs, pairs.roc(), histogram, pairs.threshold(), Arrays.hashCode(kept.same()));
        }
    }

    static EvaluationReading of(String name, Evaluation evaluation) {
        return new EvaluationReading(
                name, evaluation, EvaluatedPairs.read(evaluation).map(Scored::of), "");
    }

    /** The same, compared with another one where both judged the same pairs. */
    EvaluationReading comparedWith(EvaluationReading first) {
        String words = isOfTheSameSetAs(first) && first.scored.isPresent() && scored.isPresent()
                ? ModelComparison.words(first.name, first.scored.get(), name, scored.get())
                : "";
        return new EvaluationReading(name, evaluation, scored, words);
    }

    /** Whether both are of one set, by its name and the labels of its pairs. */
    boolean isOfTheSameSetAs(EvaluationReading other) {
        return evaluation.set().equals(other.evaluation.set())
                && scored.map(Scored::labels).equals(other.scored.map(Scored::labels));
    }

    /** The threshold that a table of this evaluation marks first. */
    List<ChartMark.VerticalLine> marks() {
        return evaluation.table().stream()
                .filter(row -> Double.compare(row.far(), MARKED_FAR) == 0 && Double.isFinite(row.threshold()))
                .map(EvaluationReading::mark)
                .toList();
    }

    private static ChartMark.VerticalLine mark(TarAtFarRow row) {
        return new ChartMark.VerticalLine(row.threshold(), "FAR " + FarLabel.of(row.far()));
    }
}
