package org.idem.verify.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the pairs with the highest cosines, as many as are wanted, and counts all. Used by one thread. */
final class CentroidPairs {
    private static final Comparator<CentroidPair> BEST_FIRST = Comparator.comparingDouble(CentroidPair::cosine)
            .reversed()
            .thenComparingInt(CentroidPair::first)
            .thenComparingInt(CentroidPair::second);

    private final int most;
    private final List<CentroidPair> kept = new ArrayList<>();
    private float floor = Float.NEGATIVE_INFINITY;
    private long found;

    /**
     * Empty.
     *
     * @param most pairs to keep, at least 1
     */
    CentroidPairs(int most) {
        this.most = most;
    }

    void add(int first, int second, float cosine) {
        found++;
        if (cosine < floor) {
            return;
        }
        kept.add(new CentroidPair(first, second, cosine));
        if (kept.size() >= 2 * most) {
            trim();
        }
    }

    private void trim() {
        kept.sort(BEST_FIRST);
        if (kept.size() > most) {
            kept.subList(most, kept.size()).clear();
            floor = kept.get(most - 1).cosine();
        }
    }

    /** The best, the most alike first. */
    List<CentroidPair> best() {
        trim();
        return List.copyOf(kept);
    }

    /** How many there were. */
    long found() {
        return found;
    }
}
