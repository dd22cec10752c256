package org.idem.input;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.BitSet;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;

/**
 * How many images of a set proved unreadable, and how many may be. Each is logged once, and another image takes its
 * place. Shared by all loaders of a set; thread-safe.
 */
public final class DamageLimit {
    private static final System.Logger LOG = System.getLogger(DamageLimit.class.getName());
    private static final double USUAL_SHARE = 0.01;
    private static final int LOGGED = 20;

    private final Path set;
    private final int size;
    private final double share;
    private final BitSet seen = new BitSet();

    /** For a set of so many images, of which up to one in a hundred is put up with. */
    public DamageLimit(Path set, int size) {
        this(set, size, USUAL_SHARE);
    }

    /**
     * For a set of so many images.
     *
     * @param share of them that may be damaged, in [0, 1]
     */
    public DamageLimit(Path set, int size, double share) {
        this.set = set;
        this.size = size;
        this.share = share;
    }

    /** For a use that leaves damaged images out: they are only counted. */
    public static DamageLimit unlimited(Path set, int size) {
        return new DamageLimit(set, size, 1);
    }

    /** Whether every image may be damaged. */
    boolean isUnlimited() {
        return share >= 1;
    }

    /** Number of different images found damaged so far. */
    public synchronized int count() {
        return seen.cardinality();
    }

    /**
     * Notes a damaged image.
     *
     * @throws InputException when more of the set is damaged than may be
     */
    synchronized void note(int index, DamagedImageException damage) {
        if (seen.get(index)) {
            return;
        }
        seen.set(index);
        int count = seen.cardinality();
        if (count <= LOGGED) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Image " + damage.key() + " of " + set + " is damaged (" + damage.kind() + "): "
                            + damage.getMessage() + (count == LOGGED ? "; further ones are only counted" : ""));
        }
        if (!isUnlimited() && count > share * size) {
            throw new InputException(Problem.error(
                    set,
                    damage.key(),
                    Units.count(count) + " of " + Units.count(size) + " images are damaged, more than "
                            + BigDecimal.valueOf(100 * share)
                                    .stripTrailingZeros()
                                    .toPlainString() + " %",
                    "idem data check lists them"));
        }
    }
}
