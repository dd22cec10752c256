package org.idem.input;

import java.nio.file.Path;
import java.util.BitSet;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;

/**
 * How many images of a set proved unreadable. Up to one in a hundred is put up with: each is logged once, and another
 * image takes its place. Shared by all loaders of a set; thread-safe.
 */
public final class DamageLimit {
    private static final System.Logger LOG = System.getLogger(DamageLimit.class.getName());
    private static final int LOGGED = 20;

    private final Path set;
    private final int size;
    private final BitSet seen = new BitSet();

    /** For a set of so many images. */
    public DamageLimit(Path set, int size) {
        this.set = set;
        this.size = size;
    }

    /** Number of different images found damaged so far. */
    public synchronized int count() {
        return seen.cardinality();
    }

    /**
     * Notes a damaged image.
     *
     * @throws InputException when more than 1 % of the set is damaged
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
        if (count * 100L > size) {
            throw new InputException(Problem.error(
                    set,
                    damage.key(),
                    Units.count(count) + " of " + Units.count(size) + " images are damaged, more than 1 %",
                    "idem data check lists them"));
        }
    }
}
