package org.idem.train.head;

import java.util.EnumSet;

/** Class centers for tests. */
public final class Centers {
    private Centers() {}

    /** In fp32, with these centers [count, dim] row by row, and room for all averages. */
    public static MemoryCenters of(float[] values, int dim) {
        return of(values, dim, CenterFormat.FP32);
    }

    static MemoryCenters of(float[] values, int dim, CenterFormat format) {
        MemoryCenters made = new MemoryCenters(values.length / dim, dim, format, EnumSet.allOf(Quantity.class), 7);
        made.write(Quantity.CENTERS, 0, values);
        return made;
    }

    /** All rows of a quantity. */
    public static float[] all(ClassCenters centers, Quantity quantity) {
        return centers.read(quantity, 0, centers.count());
    }
}
