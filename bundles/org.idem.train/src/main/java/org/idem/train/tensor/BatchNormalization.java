package org.idem.train.tensor;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Normalization over all dimensions but 1 with the statistics of the batch (Ioffe and Szegedy, arXiv 1502.03167), and
 * its gradients. Values may be bfloat16; scale, shift and statistics are fp32 all the same. Autograd records nothing.
 *
 * @param epsilon added to the variance
 */
public record BatchNormalization(double epsilon) {
    /** How far running statistics move towards those of a batch. */
    public static final double MOMENTUM = 0.1;

    /**
     * Output, and what backward needs.
     *
     * @param value normalized, scaled, shifted; of the input's shape
     * @param mean of the batch by channel
     * @param inverse 1 / √(variance + epsilon) by channel
     */
    public record Result(Tensor value, Tensor mean, Tensor inverse) {}

    /**
     * Normalizes.
     *
     * @param runningMean moved by a tenth towards the batch's mean, in place; null where it is to stay
     * @param runningVariance likewise, towards the unbiased variance
     */
    public Result forward(Tensor x, Tensor scale, Tensor shift, Tensor runningMean, Tensor runningVariance) {
        Tensor[] all = NativeCalls.several(() -> NativeCalls.unpack(torch.native_batch_norm(
                x.t,
                NativeCalls.optional(scale),
                NativeCalls.optional(shift),
                NativeCalls.optional(runningMean),
                NativeCalls.optional(runningVariance),
                true,
                MOMENTUM,
                epsilon)));
        return new Result(all[0], all[1], all[2]);
    }

    /** Gradients of input, scale and shift, at an input whose mean and inverse deviation are known. */
    public Gradients backward(Tensor gradient, Tensor x, Tensor scale, Tensor mean, Tensor inverse) {
        return Gradients.of(NativeCalls.several(() -> NativeCalls.unpack(torch.native_batch_norm_backward(
                gradient.t,
                x.t,
                NativeCalls.optional(scale),
                new TensorOptional(),
                new TensorOptional(),
                NativeCalls.optional(mean),
                NativeCalls.optional(inverse),
                true,
                epsilon,
                NativeCalls.outputMask(true, true, true)))));
    }

    /**
     * Σ a · b by channel, fp32: the gradient of the scale of a normalization by mean 0 and deviation 1. It reads both
     * once, where multiplying and adding up would read three times.
     */
    static org.bytedeco.pytorch.Tensor channelProducts(org.bytedeco.pytorch.Tensor a, org.bytedeco.pytorch.Tensor b) {
        long[] channels = {b.size(1)};
        org.bytedeco.pytorch.Tensor ones = Allocation.ones(ScalarType.Float, channels);
        return NativeCalls.unpack(torch.native_batch_norm_backward(
                a,
                b,
                new TensorOptional(ones),
                new TensorOptional(),
                new TensorOptional(),
                new TensorOptional(Allocation.zeros(ScalarType.Float, channels)),
                new TensorOptional(ones),
                true,
                0,
                NativeCalls.outputMask(false, true, false)))[1];
    }
}
