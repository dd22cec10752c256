package org.idem.train.tensor;

/**
 * How a network computes, on the device that the thread belongs to.
 *
 * @param scalarType of convolutions and matrix products; sums and weights stay in fp32
 */
public record ComputeOptions(ScalarType scalarType) {
    /** Single precision everywhere. */
    public static final ComputeOptions FP32 = new ComputeOptions(ScalarType.FP32);

    /** bfloat16 products. */
    public static final ComputeOptions BF16 = new ComputeOptions(ScalarType.BF16);

    /** Half precision products, for graphics cards; it asks for loss scaling. */
    public static final ComputeOptions FP16 = new ComputeOptions(ScalarType.FP16);

    /** Floating-point types; the codes are libtorch's. */
    public enum ScalarType {
        /** IEEE single precision. */
        FP32((byte) 6),
        /** bfloat16, the upper half of single precision: its range, 8 bits of precision. */
        BF16((byte) 15),
        /** IEEE half precision: 11 bits, at most 65504, which asks for loss scaling. */
        FP16((byte) 5);

        private final byte code;

        ScalarType(byte code) {
            this.code = code;
        }

        byte code() {
            return code;
        }
    }

    /** Whether products are in half precision. */
    public boolean isMixed() {
        return scalarType != ScalarType.FP32;
    }
}
