package org.idem.data;

import java.util.BitSet;
import java.util.Optional;
import org.idem.core.Progress;
import org.idem.core.Units;

/**
 * How the labels of a set cover its identities.
 *
 * @param identities number of identities of the set
 * @param used number of them that have an image
 * @param beyond number of images whose label is no identity of the set
 */
public record LabelCounts(int identities, int used, int beyond) {

    /** Reads every label once; images whose label cannot be read count for none. */
    static LabelCounts of(ImageDataset set) {
        int[] labels = set.labels(Progress.NONE);
        int identities = set.identities();
        BitSet seen = new BitSet();
        int beyond = 0;
        for (int label : labels) {
            if (label >= identities) {
                beyond++;
            } else if (label >= 0) {
                seen.set(label);
            }
        }
        return new LabelCounts(identities, seen.cardinality(), beyond);
    }

    /** Number of identities without an image. */
    public int empty() {
        return identities - used;
    }

    /** What does not fit, in one line; empty where every identity has an image and every image an identity. */
    public Optional<String> describe() {
        String without = empty() == 0
                ? ""
                : Units.count(empty()) + " of " + Units.count(identities) + " identities have no picture";
        String more = beyond == 0
                ? ""
                : Units.count(beyond) + " pictures have labels beyond the set's " + Units.count(identities)
                        + " identities";
        String both = without + (without.isEmpty() || more.isEmpty() ? "" : ", and ") + more;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }
}
