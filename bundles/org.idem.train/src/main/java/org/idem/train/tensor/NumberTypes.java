package org.idem.train.tensor;

import org.bytedeco.pytorch.global.torch;
import org.idem.train.tensor.ComputeOptions.ScalarType;

/** The way from one format of numbers to another. */
public final class NumberTypes {
    private NumberTypes() {}

    /** Memory for so many numbers, not filled. */
    public static Tensor empty(long count, ScalarType numbers) {
        try (org.bytedeco.pytorch.Tensor wide = torch.empty(new long[] {count})) {
            return new Tensor(wide.to(type(numbers)));
        }
    }

    /** The same values in a format; the same memory where they are that already. */
    public static Tensor as(Tensor x, ScalarType numbers) {
        return new Tensor(x.t.to(type(numbers)));
    }

    /** The same values in the format of others. */
    public static Tensor asIn(Tensor x, Tensor others) {
        return new Tensor(x.t.to(others.t.scalar_type()));
    }

    /** The sum of two tensors, in the wider of their formats. */
    public static Tensor sum(Tensor a, Tensor b) {
        return new Tensor(a.t.add(b.t));
    }

    private static torch.ScalarType type(ScalarType numbers) {
        return switch (numbers) {
            case FP32 -> torch.ScalarType.Float;
            case BF16 -> torch.ScalarType.BFloat16;
            case FP16 -> torch.ScalarType.Half;
        };
    }
}
