package org.idem.train.tensor;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch;

/** x · weightᵀ + bias for rows [n, in] or tokens [n, t, in], and its gradients. Autograd records nothing. */
public final class Affine {
    private Affine() {}

    /**
     * The output, [n, out] or [n, t, out].
     *
     * @param weight [out, in]
     * @param bias [out], or null
     */
    public static Tensor forward(Tensor x, Tensor weight, Tensor bias) {
        long[] shape = x.shape();
        shape[shape.length - 1] = weight.size(0);
        return NativeCalls.single(() -> {
            org.bytedeco.pytorch.Tensor transposed = weight.t.t();
            org.bytedeco.pytorch.Tensor product =
                    bias == null ? asMatrix(x).mm(transposed) : torch.addmm(bias.t, asMatrix(x), transposed);
            return product.view(shape);
        });
    }

    /**
     * Gradients of input, weight and bias.
     *
     * @param gradient of the output
     * @param hasBias whether there is a bias
     */
    public static Gradients backward(Tensor gradient, Tensor x, Tensor weight, boolean hasBias) {
        return Gradients.of(NativeCalls.several(() -> {
            org.bytedeco.pytorch.Tensor g = asMatrix(gradient);
            return new org.bytedeco.pytorch.Tensor[] {
                g.mm(weight.t).view(x.shape()),
                g.t().mm(asMatrix(x)),
                hasBias ? g.sum(new long[] {0}, false, new ScalarTypeOptional()) : new org.bytedeco.pytorch.Tensor()
            };
        }));
    }

    private static org.bytedeco.pytorch.Tensor asMatrix(Tensor x) {
        return x.t.contiguous().view(-1, x.size(x.shape().length - 1));
    }
}
