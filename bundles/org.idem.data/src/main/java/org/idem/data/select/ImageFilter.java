package org.idem.data.select;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which images of a set are wanted: those that all of it holds for.
 *
 * @param key part of what the set calls the image, whatever its case; empty for any
 * @param identities labels
 * @param side pixels of the picture's shorter side
 * @param among answers whether the image of a number is wanted for another reason; cheap, for any thread
 */
public record ImageFilter(String key, NumberRange identities, NumberRange side, IntPredicate among) {
    /** Every image. */
    public static final ImageFilter ALL = new ImageFilter("", NumberRange.ALL, NumberRange.ALL, index -> true);

    /** The images of a set of bits, which is not changed any more. */
    public static IntPredicate in(BitSet images) {
        return images::get;
    }
}
