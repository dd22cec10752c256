package org.idem.ui.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.review.ReviewItem;
import org.idem.data.review.Verdict;
import org.idem.verify.EvaluatedPairs;
import org.idem.verify.HardestPairs;
import org.idem.verify.ScoredPair;
import org.idem.verify.errors.PairCause;
import org.idem.verify.errors.PairCauses;
import org.idem.verify.errors.PairChurn;

/**
 * The worst of the pairs that a model gets wrong at a threshold, with their faces.
 *
 * @param threshold cosine from which on two faces count as one person; NaN without stored scores
 * @param accepts two persons taken for one, the worst first
 * @param rejects one person taken for two, the worst first
 * @param set file of the set; null when it cannot be opened
 * @param problem why there are no faces; empty when there are
 */
record WrongPairs(double threshold, List<WrongPair> accepts, List<WrongPair> rejects, Path set, String problem) {
    private static final int MOST = 50;

    /** Of an evaluation whose scores were not kept. */
    static WrongPairs notKept() {
        return new WrongPairs(Double.NaN, List.of(), List.of(), null, "The scores of this evaluation were not kept.");
    }

    /**
     * Finds the pairs and reads their faces from the disk: on a loading thread.
     *
     * @param threshold cosine from which on a pair is accepted
     * @param others what other models made of the same pairs
     */
    static WrongPairs of(EvaluatedPairs pairs, double threshold, List<EvaluatedPairs> others, Path folder) {
        HardestPairs hardest = HardestPairs.of(pairs.scores(), threshold, MOST);
        List<PairChurn> churns = others.stream()
                .map(other -> PairChurn.of(pairs.scores(), threshold, other.scores(), other.threshold()))
                .toList();
        try (PairDataset set = pairs.open(List.of(folder))) {
            PairCauses causes = PairCauses.of(set, Progress.NONE);
            Map<ReviewItem, Verdict> verdicts = new PairVerdicts(set.path()).read(numbers(hardest));
            Function<ScoredPair, WrongPair> read =
                    pair -> read(set, pair, causes, churns, PairVerdicts.of(verdicts, pair.number()));
            return with(hardest, read, set.path(), "");
        } catch (InputException e) {
            Problem problem = e.problems().get(0);
            return unseen(hardest, churns, problem.message() + "; " + problem.remedy());
        } catch (IOException e) {
            return unseen(hardest, churns, e.getMessage());
        }
    }

    private static WrongPairs unseen(HardestPairs hardest, List<PairChurn> churns, String why) {
        return with(
                hardest,
                pair -> new WrongPair(pair, null, doubted(pair, churns), null),
                null,
                "The faces cannot be shown: " + why);
    }

    private static int[] numbers(HardestPairs hardest) {
        return Stream.concat(hardest.falseAccepts().stream(), hardest.falseRejects().stream())
                .mapToInt(ScoredPair::number)
                .toArray();
    }

    private static WrongPairs with(
            HardestPairs hardest, Function<ScoredPair, WrongPair> read, Path set, String problem) {
        return new WrongPairs(
                hardest.threshold(),
                hardest.falseAccepts().stream().map(read).toList(),
                hardest.falseRejects().stream().map(read).toList(),
                set,
                problem);
    }

    private static WrongPair read(
            PairDataset set, ScoredPair pair, PairCauses examiner, List<PairChurn> churns, Verdict verdict) {
        Set<PairCause> causes = doubted(pair, churns);
        try {
            PairFaces faces = PairFaces.load(set, pair.number());
            causes.addAll(examiner.of(pair.number()));
            return new WrongPair(pair, faces, causes, verdict);
        } catch (IOException | DamagedImageException e) {
            return new WrongPair(pair, null, causes, verdict);
        }
    }

    private static Set<PairCause> doubted(ScoredPair pair, List<PairChurn> churns) {
        boolean byAll = !churns.isEmpty() && churns.stream().allMatch(churn -> churn.areBothWrong(pair.number()));
        return byAll ? EnumSet.of(PairCause.LABEL) : EnumSet.noneOf(PairCause.class);
    }
}
