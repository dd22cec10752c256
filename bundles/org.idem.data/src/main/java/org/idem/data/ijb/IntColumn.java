package org.idem.data.ijb;

import java.util.Arrays;

/** Whole numbers of which it is not known how many come. */
final class IntColumn {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size / 2));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** All of them; this is not used afterwards. */
    int[] values() {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
