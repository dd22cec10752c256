package org.idem.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFold;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Roc;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.PairScores;

/**
 * An evaluation with the scores of its pairs, as they were kept. Immutable.
 *
 * @param evaluation the figures
 * @param scores of pairs of both kinds
 */
public record EvaluatedPairs(Evaluation evaluation, PairScores scores) {

    /** Reads the scores; empty when they were not kept, or are not of both kinds of pairs. */
    public static Optional<EvaluatedPairs> read(Evaluation evaluation) {
        PairScores scores = EvaluationStore.scores(evaluation);
        PairCounts counts = PairCounts.of(scores.same(), 0);
        return counts.genuine() == 0 || counts.impostors() == 0
                ? Optional.empty()
                : Optional.of(new EvaluatedPairs(evaluation, scores));
    }

    /** ROC of the kept scores. */
    public Roc roc() {
        return Roc.of(scores.wideCosines(), scores.same());
    }

    /**
     * The threshold of the accuracy: cosine from which a pair is accepted, the mean of the folds' thresholds. Evaluations
     * that do not tell it have it computed over ten folds.
     */
    public double threshold() {
        double kept = evaluation.figures().threshold();
        if (!Double.isNaN(kept)) {
            return kept;
        }
        return KFold.ofCosines(scores.wideCosines(), scores.same()).threshold();
    }

    /**
     * The pairs with the worst scores, beside the threshold of the accuracy.
     *
     * @param most how many of each kind
     */
    public HardestPairs hardest(int most) {
        return HardestPairs.of(scores, threshold(), most);
    }

    /**
     * Opens the set that was evaluated, to look at its faces.
     *
     * @param folders where its path may start, tried in this order
     * @throws InputException if it is gone or no longer has the pairs that were evaluated
     */
    public PairDataset open(List<Path> folders) throws IOException {
        Path file = existing(evaluation.file(), folders).orElse(evaluation.file());
        Path root = evaluation.imageRoot() == null
                ? null
                : existing(evaluation.imageRoot(), folders).orElse(null);
        PairDataset pairs = Datasets.openPairs(file, root);
        if (!isOf(pairs)) {
            pairs.close();
            throw new InputException(Problem.error(
                    file, "", "The set changed since it was verified", "verify again to see the faces of its pairs"));
        }
        return pairs;
    }

    private static Optional<Path> existing(Path path, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(path))
                .filter(Files::exists)
                .findFirst();
    }

    private boolean isOf(PairDataset pairs) {
        int whole = scores.size() + evaluation.figures().counts().skipped();
        boolean fits = pairs.pairs() == whole;
        for (int i = 0; fits && i < scores.size(); i++) {
            int number = scores.numbers()[i];
            fits = number < whole && pairs.same(number) == scores.same()[i];
        }
        return fits;
    }
}
