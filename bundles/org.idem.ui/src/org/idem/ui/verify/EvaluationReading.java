package org.idem.ui.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.idem.chart.ChartMark;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.metrics.FarLabel;
import org.idem.metrics.PairUnits;
import org.idem.metrics.Roc;
import org.idem.metrics.ScoreHistogram;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.TarBootstrap;
import org.idem.run.Evaluation;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.doctor.Diagnosis;
import org.idem.verify.doctor.OverlappingPairs;
import org.idem.verify.errors.PairChurn;
import org.idem.verify.errors.TrainingChurn;
import org.idem.verify.figures.AttributeTable;
import org.idem.verify.figures.ModelDifference;
import org.idem.verify.figures.OverlapFigures;
import org.idem.verify.figures.PeopleInPairs;
import org.idem.verify.figures.TrainingData;

/**
 * An evaluation with its curve and its scores, read on any thread. Immutable.
 *
 * @param name what tells it from the others that are open
 * @param evaluation the figures
 * @param scored its pairs and what is computed of their scores; empty if the scores were not kept
 * @param comparison whether it is better than the first one that is open, in words; of the first itself what changed
 *     from checkpoint to checkpoint, where several of one run are open
 * @param overlap what its figures are without people of another set, in words; empty where nobody looked for such
 */
record EvaluationReading(
        String name, Evaluation evaluation, Optional<Scored> scored, String comparison, String overlap) {
    private static final double MARKED_FAR = 1e-2;
    private static final int BINS = 80;
    /** Larger sets are compared without drawing anew, so that an editor opens in seconds. */
    private static final int MOST_DRAWN = 2_000_000;
    /** Pairs that are drawn in all, which takes some seconds. */
    private static final long WORK = 400_000_000;

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
                name, evaluation, EvaluatedPairs.read(evaluation).map(Scored::of), "", "");
    }

    /**
     * The same, compared with another one where both judged the same pairs.
     *
     * @param people who is in the pairs of the other; empty to draw pairs
     */
    EvaluationReading comparedWith(EvaluationReading first, Optional<PairUnits> people) {
        if (!isOfTheSameSetAs(first) || first.scored.isEmpty() || scored.isEmpty()) {
            return this;
        }
        EvaluatedPairs before = first.scored.get().pairs();
        EvaluatedPairs now = scored.get().pairs();
        int pairs = now.scores().size();
        int resamplings = pairs > MOST_DRAWN ? 0 : (int) Math.min(TarBootstrap.USUAL_RESAMPLINGS, WORK / pairs);
        String words = ModelDifference.of(before, now, people, resamplings)
                .map(difference -> counts(PairChurn.of(before, now)) + " " + difference.words(first.name, name))
                .orElse("");
        return new EvaluationReading(name, evaluation, scored, words, overlap);
    }

    /**
     * The same, with what changed over a training.
     *
     * @param checkpoints evaluations of one set and one run; fewer than three tell no more than their comparison
     */
    EvaluationReading comparedWith(List<EvaluationReading> checkpoints) {
        List<EvaluatedPairs> pairs = checkpoints.stream()
                .flatMap(one -> one.scored.stream())
                .map(Scored::pairs)
                .toList();
        String words = pairs.size() < 3 ? "" : TrainingChurn.of(pairs).words();
        return new EvaluationReading(name, evaluation, scored, words, overlap);
    }

    private static String counts(PairChurn churn) {
        return String.format(
                Locale.ROOT,
                "Of the errors %s are fixed and %s still there, %s are new.",
                Units.count(churn.fixed().size()),
                Units.count(churn.stillWrong().size()),
                Units.count(churn.broken().size()));
    }

    /**
     * The same, with its figures without people who are also in another set, as far as somebody looked for them.
     *
     * @param folder what relative paths may start at
     */
    EvaluationReading withOverlap(Path folder) {
        Path file = folder.resolve(evaluation.file());
        List<Path> trained = TrainingData.of(evaluation).map(TrainingData::set).map(folder::resolve).stream()
                .toList();
        Optional<Diagnosis> findings = scored.isEmpty() ? Optional.empty() : OverlappingPairs.findings(file, trained);
        if (findings.isEmpty()) {
            return this;
        }
        try (PairDataset set = scored.get().pairs().open(List.of(folder))) {
            String words = OverlappingPairs.of(set, findings.get(), Progress.NONE)
                    .map(found -> OverlapFigures.of(scored.get().pairs(), found).words(evaluation.figures()))
                    .orElse("");
            return new EvaluationReading(name, evaluation, scored, comparison, words);
        } catch (IOException | UncheckedIOException | InputException e) {
            System.getLogger(EvaluationReading.class.getName())
                    .log(System.Logger.Level.DEBUG, "the set of the pairs is gone", e);
            return this;
        }
    }

    /**
     * Who is in the pairs, for drawing them anew; empty if the set cannot be opened any more.
     *
     * @param folder what relative paths may start at
     */
    Optional<PairUnits> people(Path folder) {
        if (scored.isEmpty() || scored.get().pairs().scores().size() > MOST_DRAWN) {
            return Optional.empty();
        }
        EvaluatedPairs pairs = scored.get().pairs();
        try (PairDataset set = pairs.open(List.of(folder))) {
            return Optional.of(
                    PeopleInPairs.of(set, pairs.scores(), AttributeTable.beside(folder.resolve(evaluation.file()))));
        } catch (IOException | UncheckedIOException | InputException e) {
            System.getLogger(EvaluationReading.class.getName())
                    .log(System.Logger.Level.DEBUG, "pairs are drawn instead of persons", e);
            return Optional.empty();
        }
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
