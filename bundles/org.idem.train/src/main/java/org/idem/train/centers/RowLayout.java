package org.idem.train.centers;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.idem.plan.CenterBlocksPlan;

/**
 * How the fields of a class stand side by side in a row of bytes: centers first, then what is kept of them.
 *
 * @param dim length of a center
 * @param fields what is kept, centers among it
 */
public record RowLayout(int dim, CenterFormat format, Set<CenterField> fields) {
    public RowLayout {
        fields = Set.copyOf(fields);
    }

    /** Where each field begins in a row, in bytes. */
    Map<CenterField, Integer> offsets() {
        Map<CenterField, Integer> offsets = new EnumMap<>(CenterField.class);
        int offset = 0;
        for (CenterField field : EnumSet.copyOf(fields)) {
            offsets.put(field, offset);
            offset += dim * format.bytesPerValue(field);
        }
        return offsets;
    }

    /** Bytes of a row. */
    public int rowBytes() {
        return Math.toIntExact(CenterBlocksPlan.rowBytes(format.bytesPerClass(dim, fields)));
    }

    /** Bytes of a block of {@link ClassBlocks#ROWS} rows, a multiple of a page. */
    public int blockBytes() {
        return ClassBlocks.ROWS * rowBytes();
    }
}
