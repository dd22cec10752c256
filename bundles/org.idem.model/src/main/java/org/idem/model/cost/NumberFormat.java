package org.idem.model.cost;

/** Format in which convolutions and matrix products are computed. */
public enum NumberFormat {
    /** 4 bytes. */
    FP32(4),
    /** bfloat16: 2 bytes, the range of fp32. */
    BF16(2),
    /** IEEE half precision: 2 bytes. */
    FP16(2);

    private final int bytes;

    NumberFormat(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
        return bytes;
    }
}
