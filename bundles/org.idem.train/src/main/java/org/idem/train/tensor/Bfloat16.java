package org.idem.train.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** bfloat16, the upper half of an fp32: its sign, its exponent and seven bits of its fraction. */
public final class Bfloat16 {
    private static final int UPPER_HALF = 0xFFFF0000;
    private static final int HALF_OF_LAST_BIT = 0x8000;

    private Bfloat16() {}

    /**
     * An fp32 tensor as its nearest bfloat16 and the difference of the bits.
     *
     * @param rounded bfloat16
     * @param remainder int16, what {@link #join} adds to get the fp32 back
     */
    public record Split(Tensor rounded, Tensor remainder) {}

    /** Zeros of a shape, bfloat16. */
    public static Tensor zeros(long... shape) {
        return new Tensor(Allocation.zeros(ScalarType.BFloat16, shape));
    }

    /** Remainders of values that bfloat16 holds exactly: zeros of a shape, int16. */
    public static Tensor zeroRemainders(long... shape) {
        return new Tensor(Allocation.zeros(ScalarType.Short, shape));
    }

    /**
     * Values rounded to bfloat16, up or down by the noise: with noise uniform in [0, 2^16) the expected result is the
     * value itself.
     *
     * @param values fp32
     * @param noise int32 of the same shape
     * @return bfloat16
     */
    public static Tensor roundStochastically(Tensor values, Tensor noise) {
        org.bytedeco.pytorch.Tensor bits =
                values.t.contiguous().view(ScalarType.Int).add(noise.t);
        return fromBits(bits.bitwise_and_(new Scalar(UPPER_HALF)));
    }

    /** Values rounded to the nearest bfloat16. */
    public static Tensor round(Tensor values) {
        return new Tensor(values.t.to(ScalarType.BFloat16));
    }

    private static Tensor fromBits(org.bytedeco.pytorch.Tensor bits) {
        return new Tensor(bits.view(ScalarType.Float).to(ScalarType.BFloat16));
    }

    /** Splits fp32; a tie is rounded away from zero. */
    public static Split split(Tensor values) {
        org.bytedeco.pytorch.Tensor bits = values.t.contiguous().view(ScalarType.Int);
        org.bytedeco.pytorch.Tensor upper =
                bits.add(new Scalar(HALF_OF_LAST_BIT)).bitwise_and_(new Scalar(UPPER_HALF));
        return new Split(fromBits(upper), new Tensor(bits.sub(upper).to(ScalarType.Short)));
    }

    /** The fp32 tensor that was split, to the bit. */
    public static Tensor join(Tensor rounded, Tensor remainder) {
        org.bytedeco.pytorch.Tensor bits = rounded.t.to(ScalarType.Float).view(ScalarType.Int);
        return new Tensor(bits.add_(remainder.t.to(ScalarType.Int)).view(ScalarType.Float));
    }
}
