package org.idem.train.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;

/**
 * SGD with momentum in one operation on weights, gradients and velocity instead of four: v = μ · v + g + decay · w; w
 * −= rate · v.
 *
 * @param momentum μ
 */
public record FusedSgd(double momentum) {

    /**
     * Updates weights and velocity in place, all fp32 of one length.
     *
     * @param decay weight decay
     * @param rate learning rate
     */
    public void step(Tensor weights, Tensor gradients, Tensor velocity, double decay, double rate) {
        if (momentum == 0) {
            // The fused operation takes no velocity then.
            velocity.copy_(gradients).add_(weights, decay);
            weights.add_(velocity, -rate);
            return;
        }
        fused(weights, gradients, velocity, decay, rate);
    }

    private void fused(Tensor weights, Tensor gradients, Tensor velocity, double decay, double rate) {
        PointerScope scope = new PointerScope();
        try {
            NamedOperator.of("aten::_fused_sgd_")
                    .run(
                            list(weights),
                            list(gradients),
                            list(velocity),
                            new IValue(decay),
                            new IValue(momentum),
                            new IValue(rate),
                            new IValue(0.0),
                            new IValue(false),
                            new IValue(false),
                            new IValue(false),
                            new IValue(),
                            new IValue());
        } finally {
            scope.close();
        }
    }

    private static IValue list(Tensor tensor) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        list.push_back(new IValue(tensor.t));
        return new IValue(list);
    }
}
