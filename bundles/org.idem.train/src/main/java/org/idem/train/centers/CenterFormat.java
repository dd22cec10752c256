package org.idem.train.centers;

import java.util.Set;

/** Number format in which class centers are kept in memory. */
public enum CenterFormat {
    /** All in fp32: 4 bytes a number. */
    FP32,
    /** Centers as bfloat16 with an fp32 master, 4 bytes a number; averages as bfloat16, 2 bytes. */
    BF16_MASTER,
    /** All in bfloat16, rounded at random so that small steps count: 2 bytes a number. */
    BF16;

    RowStorage table(CenterField quantity, int count, int dim, RoundingNoise noise) {
        if (this == FP32) {
            return new Fp32Rows(count, dim);
        }
        return this == BF16_MASTER && quantity == CenterField.CENTERS
                ? new Bf16MasterRows(count, dim)
                : new Bf16Rows(count, dim, noise);
    }

    /** Bytes of one number. */
    private int width(CenterField quantity) {
        return this == FP32 || this == BF16_MASTER && quantity == CenterField.CENTERS ? 4 : 2;
    }

    /** Bytes for each class. */
    public long bytes(int dim, Set<CenterField> kept) {
        return kept.stream().mapToLong(quantity -> (long) dim * width(quantity)).sum();
    }
}
