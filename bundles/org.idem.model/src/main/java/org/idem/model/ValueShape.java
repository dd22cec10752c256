package org.idem.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Lengths of a value for one image, without the number of images: [c, h, w], tokens [t, d] or a vector [d].
 *
 * @param lengths from the outermost in
 */
public record ValueShape(List<Integer> lengths) {
    public ValueShape {
        lengths = List.copyOf(lengths);
    }

    /** Of lengths that are written out. */
    public static ValueShape of(Integer... lengths) {
        return new ValueShape(List.of(lengths));
    }

    /** Length of a dimension, counted from 0. */
    public int length(int dimension) {
        return lengths.get(dimension);
    }

    /** Returns the number of values for one image. */
    public long count() {
        return lengths.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The same with another last length. */
    public ValueShape withLast(int length) {
        List<Integer> changed = new ArrayList<>(lengths);
        changed.set(changed.size() - 1, length);
        return new ValueShape(changed);
    }
}
