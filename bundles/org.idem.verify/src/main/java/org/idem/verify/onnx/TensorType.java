package org.idem.verify.onnx;

/** Types of numbers in ONNX by their number in {@code TensorProto.DataType}. */
enum TensorType {
    UNDEFINED(0),
    FLOAT32(4),
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    INT32(4),
    INT64(8),
    STRING(0),
    BOOL(1),
    FLOAT16(2),
    FLOAT64(8),
    UINT32(4),
    UINT64(8),
    COMPLEX64(8),
    COMPLEX128(16),
    BFLOAT16(2);

    private static final TensorType[] ALL = values();

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** That of a number, UNDEFINED for one that this version does not know. */
    static TensorType of(long number) {
        return number >= 0 && number < ALL.length ? ALL[(int) number] : UNDEFINED;
    }

    /** Bytes of one number; 0 where they vary or are not known. */
    int bytes() {
        return bytes;
    }

    /** As NumPy calls it. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
