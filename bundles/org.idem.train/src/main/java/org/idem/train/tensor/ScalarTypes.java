package org.idem.train.tensor;

import org.bytedeco.pytorch.global.torch;
import org.idem.train.tensor.ComputeOptions.ScalarType;

/** The way from one format of numbers to another. */
public final class ScalarTypes {
    private ScalarTypes() {}

    /** Memory for so many numbers, not filled. */
    public static Tensor empty(long count, ScalarType type) {
        try (org.bytedeco.pytorch.Tensor fp32 = torch.empty(new long[] {count})) {
            return new Tensor(fp32.to(type(type)));
        }
    }

    /** The same values in a format; the same memory where they are that already. */
    public static Tensor cast(Tensor x, ScalarType type) {
        return new Tensor(x.t.to(type(type)));
    }

    /** The same values in the format of others. */
    public static Tensor castLike(Tensor x, Tensor like) {
        return new Tensor(x.t.to(like.t.scalar_type()));
    }

    /** The sum of two tensors, in the wider of their formats. */
    public static Tensor add(Tensor a, Tensor b) {
        return new Tensor(a.t.add(b.t));
    }

    private static torch.ScalarType type(ScalarType type) {
        return switch (type) {
            case FP32 -> torch.ScalarType.Float;
            case BF16 -> torch.ScalarType.BFloat16;
            case FP16 -> torch.ScalarType.Half;
        };
    }
}
