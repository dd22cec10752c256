package org.idem.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;

/**
 * How many images of a set proved unreadable, and how many may. The first ones are logged, each once. Shared by all
 * loaders of a set; thread-safe.
 */
public final class DamageLimit {
    /** What is put up with unless a config says otherwise: one image in a hundred. */
    public static final double USUAL_SHARE = 0.01;

    private static final System.Logger LOG = System.getLogger(DamageLimit.class.getName());
    private static final int LOGGED = 20;
    /** How many damaged images a message names. */
    private static final int NAMED = 5;

    private final Path set;
    private final int size;
    private final double share;
    private final BitSet seen = new BitSet();
    private final List<String> first = new ArrayList<>();
    private final Listener listener;

    /** Is told of each damaged image once, by any thread, one at a time. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An image cannot be read.
         *
         * @param index its number in the set
         */
        void onDamage(int index, DamagedImageException damage);
    }

    /**
     * Counts the damaged images of one set and puts up with the usual share of them.
     *
     * @param size number of images in the set
     */
    public DamageLimit(Path set, int size) {
        this(set, size, USUAL_SHARE);
    }

    /**
     * Counts the damaged images of one set and puts up with a share of them.
     *
     * @param size number of images in the set
     * @param share of them that may be damaged, in [0, 1]
     */
    public DamageLimit(Path set, int size, double share) {
        this(set, size, share, (index, damage) -> {});
    }

    private DamageLimit(Path set, int size, double share, Listener listener) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share);
        }
        this.set = set;
        this.size = size;
        this.share = share;
        this.listener = listener;
    }

    /** For a use that leaves damaged images out: they are only counted. */
    public static DamageLimit unlimited(Path set, int size) {
        return new DamageLimit(set, size, 1);
    }

    /** As {@link #unlimited(Path, int)}, for a use that tells which they are. */
    public static DamageLimit unlimited(Path set, int size, Listener listener) {
        return new DamageLimit(set, size, 1, listener);
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
     * Notes a damaged image; one that was noted before changes nothing.
     *
     * @param index its number in the set
     * @throws DamageLimitException when more images are damaged than may be
     */
    synchronized void note(int index, DamagedImageException damage) {
        if (seen.get(index)) {
            return;
        }
        seen.set(index);
        listener.onDamage(index, damage);
        int count = seen.cardinality();
        if (count <= NAMED) {
            first.add(damage.key());
        }
        if (count <= LOGGED) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Image " + damage.key() + " of " + set + " is damaged (" + damage.kind() + "): "
                            + damage.getMessage() + (count == LOGGED ? "; further ones are only counted" : ""));
        }
        if (!isUnlimited() && count > share * size) {
            String message = Units.count(count) + " of " + Units.count(size) + " images " + (count == 1 ? "is" : "are")
                    + " damaged, more than " + percent() + " % (" + Units.count((long) (share * size)) + ")" + named();
            throw new DamageLimitException(set, damage.key(), count, message);
        }
    }

    /** What ends the loading when a batch has no sound image to put in the place of its damaged ones. */
    synchronized DamageLimitException wholeBatch() {
        return new DamageLimitException(set, "", Math.max(1, count()), "Every image of a batch is damaged" + named());
    }

    /** The first damaged images, as the end of a sentence. */
    private String named() {
        return first.isEmpty() ? "" : "; the first: " + String.join(", ", first);
    }

    private String percent() {
        String text = String.format(Locale.ROOT, "%.4f", 100 * share);
        return text.replaceAll("\\.?0+$", "");
    }
}
