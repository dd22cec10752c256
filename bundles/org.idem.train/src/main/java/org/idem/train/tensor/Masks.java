package org.idem.train.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors of 1 where a condition holds and 0 elsewhere, fp32, of the values' shape. */
public final class Masks {
    private Masks() {}

    /** Where values lie in [low, high]. */
    public static Tensor within(Tensor values, double low, double high) {
        try (Tensor clamped = values.duplicate().clamp_(low, high);
                org.bytedeco.pytorch.Tensor same = clamped.t.eq(values.t)) {
            return new Tensor(same.to(ScalarType.Float));
        }
    }

    /** Where values are larger than the bounds, broadcast. */
    public static Tensor above(Tensor values, Tensor bounds) {
        try (org.bytedeco.pytorch.Tensor larger = values.t.gt(bounds.t)) {
            return new Tensor(larger.to(ScalarType.Float));
        }
    }
}
