package org.idem.ui.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which images of a set are shown, and in which order: all of them as they lie in the set, or those of a list of numbers.
 * Four bytes an image. Thread-safe.
 */
public final class ImageOrder {
    private final int size;
    private final int[] images;

    private ImageOrder(int size, int[] images) {
        this.size = size;
        this.images = images;
    }

    /** All images in the order of the set. */
    public static ImageOrder all(int size) {
        return new ImageOrder(size, null);
    }

    /** These images in this order; the array is not changed any more. */
    public static ImageOrder of(int[] images) {
        return new ImageOrder(images.length, images);
    }

    /** Whether these are all images in the order of the set. */
    public boolean isAll() {
        return images == null;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The number in the set of what is shown at a place. */
    public int image(int place) {
        return images == null ? place : images[place];
    }

    /** The place of an image, or −1 when it is not shown. Looks at each place. */
    public int placeOf(int image) {
        if (images == null) {
            return image < size ? image : -1;
        }
        for (int place = 0; place < images.length; place++) {
            if (images[place] == image) {
                return place;
            }
        }
        return -1;
    }

    /** Answers whether an image is among them; a bit an image. */
    IntPredicate members() {
        if (images == null) {
            return image -> image < size;
        }
        BitSet bits = new BitSet();
        for (int image : images) {
            bits.set(image);
        }
        return bits::get;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageOrder order && size == order.size && Arrays.equals(images, order.images);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(images);
    }
}
