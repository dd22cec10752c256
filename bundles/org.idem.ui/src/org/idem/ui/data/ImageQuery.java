package org.idem.ui.data;

import org.idem.data.select.ImageSort;
import org.idem.data.select.NumberRange;

/**
 * What a user asks a set for.
 *
 * @param key part of what the set calls an image; empty for any
 * @param identities labels
 * @param side pixels of the shorter side
 * @param flag what else is known of an image
 * @param sort the order in which they are shown
 * @param among the images to look among, with words to them
 */
public record ImageQuery(
        String key, NumberRange identities, NumberRange side, ImageFlag flag, ImageSort sort, Subset among) {
    /** Everything, in the order of the set. */
    public static final ImageQuery ALL =
            new ImageQuery("", NumberRange.ALL, NumberRange.ALL, ImageFlag.ANY, ImageSort.SET, Subset.WHOLE);

    /**
     * Images that another page, or an identity, leads to.
     *
     * @param words what they are, such as {@code Identity 12}; empty for the whole set
     * @param images in the order in which they are shown unless sorted; null for the whole set
     */
    public record Subset(String words, ImageOrder images) {
        /** The whole set. */
        public static final Subset WHOLE = new Subset("", null);
    }

    /** Whether all images are shown as they lie in the set. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether a subset is shown as it is, without another question. */
    public boolean isSubsetAlone() {
        return among.images() != null && among(Subset.WHOLE).isAll();
    }

    /** The same question about these images. */
    public ImageQuery among(Subset subset) {
        return new ImageQuery(key, identities, side, flag, sort, subset);
    }
}
