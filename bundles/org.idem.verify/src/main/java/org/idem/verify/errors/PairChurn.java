package org.idem.verify.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.idem.run.PairScores;
import org.idem.verify.EvaluatedPairs;

/**
 * What changes about the pairs of a set from one model, or checkpoint, to another, each at a threshold. Only
 * pairs that both compared are looked at.
 *
 * @param pairs how many both compared
 * @param fixed pairs that only the first gets wrong, in the order of the set
 * @param broken pairs that only the second gets wrong
 * @param stillWrong pairs that both get wrong: likely their labels are
 */
public record PairChurn(int pairs, List<ChangedPair> fixed, List<ChangedPair> broken, List<ChangedPair> stillWrong) {

    public PairChurn {
        fixed = List.copyOf(fixed);
        broken = List.copyOf(broken);
        stillWrong = List.copyOf(stillWrong);
    }

    /**
     * A pair as two models score it.
     *
     * @param number of the pair in the set, from 0
     * @param same whether it is said to show one person
     * @param first cosine by the first model
     * @param second cosine by the second model
     */
    public record ChangedPair(int number, boolean same, double first, double second) {}

    /** Compares two evaluations of one set, each at the threshold of its accuracy. */
    public static PairChurn of(EvaluatedPairs first, EvaluatedPairs second) {
        return of(first.scores(), first.threshold(), second.scores(), second.threshold());
    }

    /**
     * Compares two models at thresholds of one's own.
     *
     * @param one cosine from which the first accepts a pair
     * @param other cosine from which the second does
     */
    public static PairChurn of(PairScores a, double one, PairScores b, double other) {
        List<ChangedPair> fixed = new ArrayList<>();
        List<ChangedPair> broken = new ArrayList<>();
        List<ChangedPair> stillWrong = new ArrayList<>();
        int count = 0;
        for (int i = 0, k = 0; i < a.size(); i++) {
            while (k < b.size() && b.numbers()[k] < a.numbers()[i]) {
                k++;
            }
            if (k == b.size() || b.numbers()[k] != a.numbers()[i] || a.same()[i] != b.same()[k]) {
                continue;
            }
            count++;
            boolean wasWrong = a.cosines()[i] >= one != a.same()[i];
            boolean isWrong = b.cosines()[k] >= other != b.same()[k];
            if (wasWrong || isWrong) {
                List<ChangedPair> list = !isWrong ? fixed : !wasWrong ? broken : stillWrong;
                list.add(new ChangedPair(a.numbers()[i], a.same()[i], a.cosines()[i], b.cosines()[k]));
            }
        }
        return new PairChurn(count, fixed, broken, stillWrong);
    }

    /** Whether both models get a pair wrong. O(log n). */
    public boolean areBothWrong(int number) {
        ChangedPair key = new ChangedPair(number, false, 0, 0);
        return Collections.binarySearch(stillWrong, key, Comparator.comparingInt(ChangedPair::number)) >= 0;
    }
}
