package org.idem.train.tensor;

import org.bytedeco.pytorch.global.torch;
import org.idem.train.tensor.ComputeOptions.ScalarType;

/** Tensors in other scalar types. */
public final class ScalarTypes {
    private ScalarTypes() {}

    /** Uninitialized vector of {@code count} values. */
    public static Tensor empty(long count, ScalarType type) {
        return new Tensor(Allocation.empty(type(type), count));
    }

    /** The same values in a scalar type; the same memory where they are of that type already. */
    public static Tensor cast(Tensor x, ScalarType type) {
        return new Tensor(x.t.to(type(type)));
    }

    /** The same values in the scalar type of another tensor; the same memory where they are of that type already. */
    public static Tensor castLike(Tensor x, Tensor like) {
        return new Tensor(x.t.to(like.t.scalar_type()));
    }

    /** Sum of two tensors, broadcast, in the wider of their types. */
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
