package org.idem.verify;

import java.util.Arrays;
import java.util.List;
import org.idem.metrics.WorstPairs;
import org.idem.run.PairScores;

/**
 * The pairs that a model scores worst, whether or not it is wrong about them.
 *
 * @param threshold cosine from which a pair is accepted
 * @param impostors pairs of two persons with the highest scores, the worst first
 * @param genuine pairs of one person with the lowest scores, the worst first
 */
public record HardestPairs(double threshold, List<ScoredPair> impostors, List<ScoredPair> genuine) {

    public HardestPairs {
        impostors = List.copyOf(impostors);
        genuine = List.copyOf(genuine);
    }

    /**
     * Finds the pairs that are most wrong at a threshold, of each kind.
     *
     * @param most how many of each kind
     */
    public static HardestPairs of(PairScores scores, double threshold, int most) {
        WorstPairs worst = WorstPairs.of(scores.wideCosines(), scores.same(), most);
        return new HardestPairs(
                threshold, scored(scores, threshold, worst.impostors()), scored(scores, threshold, worst.genuine()));
    }

    private static List<ScoredPair> scored(PairScores scores, double threshold, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row ->
                        new ScoredPair(scores.numbers()[row], scores.same()[row], scores.cosines()[row], threshold))
                .toList();
    }

    /** Two persons taken for one, the worst first. */
    public List<ScoredPair> falseAccepts() {
        return impostors.stream().filter(ScoredPair::isError).toList();
    }

    /** One person taken for two, the worst first. */
    public List<ScoredPair> falseRejects() {
        return genuine.stream().filter(ScoredPair::isError).toList();
    }
}
