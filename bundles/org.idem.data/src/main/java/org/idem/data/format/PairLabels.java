package org.idem.data.format;

import java.util.List;
import org.idem.data.pickle.Bytes;
import org.idem.data.pickle.PickleException;
import org.idem.data.pickle.PickleInput;
import org.idem.data.pickle.PickleValues;
import org.idem.data.pickle.PickleValues.Array;

/** The second half of a verification set: whether each pair shows one person. */
final class PairLabels {
    private PairLabels() {}

    /** One truth for each pair, from a list or a NumPy array of 0 and 1. */
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
            int width = array.elementWidth();
            boolean[] same = new boolean[bytes.decodedLength(input.file()) / width];
            for (int i = 0; i < same.length; i++) {
                same[i] = truth(input.number(bytes, i * width, width), i);
            }
            return same;
        }
        throw new PickleException("The labels are no list");
    }

    private static boolean truth(Object value, int pair) {
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        throw new PickleException("The label of pair " + pair + " is neither true nor false");
    }
}
