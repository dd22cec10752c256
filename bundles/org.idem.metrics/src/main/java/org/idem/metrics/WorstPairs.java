package org.idem.metrics;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The pairs that a model judges worst.
 *
 * @param impostors pairs of two persons with the highest scores, the worst first
 * @param genuine pairs of one person with the lowest scores, the worst first
 */
public record WorstPairs(int[] impostors, int[] genuine) {

    /** The {@code most} worst of each kind, in O(n log most). */
    public static WorstPairs of(double[] scores, boolean[] same, int most) {
        return new WorstPairs(worst(scores, same, false, 1, most), worst(scores, same, true, -1, most));
    }

    private static int[] worst(double[] scores, boolean[] same, boolean kind, int sign, int most) {
        Comparator<Integer> byScore =
                Comparator.<Integer>comparingDouble(i -> sign * scores[i]).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> kept = new PriorityQueue<>(byScore);
        for (int i = 0; most > 0 && i < scores.length; i++) {
            if (same[i] != kind) {
                continue;
            }
            if (kept.size() < most) {
                kept.add(i);
            } else if (sign * scores[i] > sign * scores[kept.element()]) {
                kept.remove();
                kept.add(i);
            }
        }
        int[] ascending = IntStream.generate(kept::remove).limit(kept.size()).toArray();
        return IntStream.range(0, ascending.length)
                .map(i -> ascending[ascending.length - 1 - i])
                .toArray();
    }
}
