package org.idem.data.pickle;

import java.util.List;
import org.idem.data.pickle.PickleValues.Array;
import org.idem.data.pickle.PickleValues.DType;

/** The second half of a verification set: whether each pair shows one person. */
final class Labels {
    private Labels() {}

    static boolean[] of(Object value, PickleInput input) {
        List<?> list = PickleValues.sequence(value);
        if (list != null) {
            boolean[] same = new boolean[list.size()];
            for (int i = 0; i < same.length; i++) {
                same[i] = truth(list.get(i), i);
            }
            return same;
        }
        if (value instanceof Array array && array.data() instanceof Bytes bytes) {
            int width = width(array.type());
            boolean[] same = new boolean[count(bytes.length() / width)];
            for (int i = 0; i < same.length; i++) {
                same[i] = truth(input.number(bytes, i * width, width), i);
            }
            return same;
        }
        throw new PickleException("The labels are no list");
    }

    private static int count(long labels) {
        if (labels > 1L << 30) {
            throw new PickleException(labels + " labels");
        }
        return (int) labels;
    }

    /** Bytes per element of the integer and boolean types that labels have. */
    static int width(DType type) {
        if (type == null) {
            throw new PickleException("A NumPy array without an element type");
        }
        return switch (type.code()) {
            case "b1", "u1", "i1", "?", "|b1", "|u1", "|i1" -> 1;
            case "u2", "i2" -> 2;
            case "u4", "i4" -> 4;
            case "u8", "i8" -> 8;
            default -> throw new PickleException("NumPy values of type " + type.code());
        };
    }

    private static boolean truth(Object value, int pair) {
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        throw new PickleException("The label of pair " + pair + " is neither true nor false");
    }
}
