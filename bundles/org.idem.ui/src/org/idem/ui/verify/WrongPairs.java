package org.idem.ui.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.idem.core.InputException;
import org.idem.data.PairDataset;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.HardestPairs;
import org.idem.verify.ScoredPair;

/**
 * The worst of the pairs that a model gets wrong at a threshold, with their faces.
 *
 * @param threshold cosine from which on two faces count as one person; NaN without stored scores
 * @param accepts two persons taken for one, the worst first
 * @param rejects one person taken for two, the worst first
 * @param problem why there are no faces; empty when there are
 */
record WrongPairs(double threshold, List<WrongPair> accepts, List<WrongPair> rejects, String problem) {
    private static final int MOST = 50;

    /** Of an evaluation whose scores were not kept. */
    static WrongPairs notKept() {
        return new WrongPairs(Double.NaN, List.of(), List.of(), "The scores of this evaluation were not kept.");
    }

    /**
     * Finds the pairs and reads their faces from the disk: on a loading thread.
     *
     * @param threshold cosine from which on a pair is accepted
     */
    static WrongPairs of(EvaluatedPairs pairs, double threshold, Path folder) {
        HardestPairs hardest = HardestPairs.of(pairs.scores(), threshold, MOST);
        try (PairDataset set = pairs.open(List.of(folder))) {
            return with(hardest, pair -> faces(set, pair.number()), "");
        } catch (IOException | InputException e) {
            return with(hardest, pair -> null, "The faces cannot be shown: " + e.getMessage());
        }
    }

    private static WrongPairs with(HardestPairs hardest, Function<ScoredPair, PairFaces> faces, String problem) {
        return new WrongPairs(
                hardest.threshold(),
                hardest.falseAccepts().stream()
                        .map(pair -> new WrongPair(pair, faces.apply(pair)))
                        .toList(),
                hardest.falseRejects().stream()
                        .map(pair -> new WrongPair(pair, faces.apply(pair)))
                        .toList(),
                problem);
    }

    private static PairFaces faces(PairDataset set, int pair) {
        try {
            return PairFaces.load(set, pair);
        } catch (IOException e) {
            return null;
        }
    }
}
