package org.idem.train.centers;

import java.util.Set;
import org.idem.train.tensor.RowMemory;

/** Number format of class centers and their optimizer state in memory. */
public enum CenterFormat {
    /** All in fp32: 4 bytes a value. */
    FP32,
    /** Centers as bfloat16 with an fp32 master, 4 bytes a value; other fields as bfloat16, 2 bytes. */
    BF16_MASTER,
    /** All in bfloat16, rounded at random so that small steps count: 2 bytes a value. */
    BF16;

    RowStorage createStorage(CenterField field, int count, int dim, RoundingNoise noise) {
        if (this == FP32) {
            return new Fp32Rows(count, dim);
        }
        return this == BF16_MASTER && field == CenterField.CENTERS
                ? new Bf16MasterRows(count, dim)
                : new Bf16Rows(count, dim, noise);
    }

    /**
     * A storage of rows in which fields stand side by side.
     *
     * @param offset where the field begins in a row, in bytes
     */
    RowStorage createStorage(CenterField field, RowMemory memory, int offset, int dim, RoundingNoise noise) {
        if (this == FP32) {
            return new Fp32Rows(memory.fp32(offset, dim));
        }
        return this == BF16_MASTER && field == CenterField.CENTERS
                ? new Bf16MasterRows(memory.bfloat16(offset, dim), memory.int16(offset + Short.BYTES * dim, dim))
                : new Bf16Rows(memory.bfloat16(offset, dim), noise);
    }

    /** Bytes of one value of a field. */
    int bytesPerValue(CenterField field) {
        return this == FP32 || this == BF16_MASTER && field == CenterField.CENTERS ? 4 : 2;
    }

    /**
     * Bytes that one class takes.
     *
     * @param dim length of a center
     * @param fields what is stored of it
     */
    public long bytesPerClass(int dim, Set<CenterField> fields) {
        return fields.stream()
                .mapToLong(field -> (long) dim * bytesPerValue(field))
                .sum();
    }
}
