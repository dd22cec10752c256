package org.idem.train.layer;

import java.util.EnumSet;
import java.util.List;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.MemoryCenters;

/** Class centers for tests. */
public final class Centers {
    private Centers() {}

    /** In fp32, with these centers [count, dim] row by row, and room for all averages. */
    public static MemoryCenters of(float[] values, int dim) {
        return of(values, dim, CenterFormat.FP32);
    }

    public static MemoryCenters of(float[] values, int dim, CenterFormat format) {
        MemoryCenters made = new MemoryCenters(values.length / dim, dim, format, EnumSet.allOf(CenterField.class), 7);
        made.write(CenterField.CENTERS, 0, values);
        return made;
    }

    /** All rows of a quantity. */
    public static float[] all(ClassCenters centers, CenterField quantity) {
        return centers.read(quantity, 0, centers.count());
    }

    /** The values of all parts, one part after the other. */
    static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
