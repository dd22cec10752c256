package org.idem.train.tensor;

import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A square convolution of [n, in, h, w] with weights [out, in / groups, k, k], and its gradients. Autograd records
 * nothing.
 *
 * @param stride pixels from one window to the next
 * @param padding pixels of zeros around the input
 * @param groups number of groups of channels that do not mix
 */
public record Convolution(int stride, int padding, int groups) {

    /**
     * The output, [n, out, h', w'].
     *
     * @param bias [out], or null
     */
    public Tensor forward(Tensor x, Tensor weight, Tensor bias) {
        return NativeCalls.single(() -> torch.convolution(
                x.t,
                weight.t,
                NativeCalls.optional(bias),
                pair(stride),
                pair(padding),
                pair(1),
                false,
                pair(0),
                groups));
    }

    /**
     * Gradients of input, weight and bias.
     *
     * @param gradient of the output
     * @param needsInput whether that of the input is wanted
     * @param hasBias whether there is a bias
     */
    public Gradients backward(Tensor gradient, Tensor x, Tensor weight, boolean needsInput, boolean hasBias) {
        return Gradients.of(NativeCalls.several(() -> NativeCalls.unpack(torch.convolution_backward(
                gradient.t,
                x.t,
                weight.t,
                hasBias
                        ? new LongArrayRefOptional(new LongArrayRef(new long[] {weight.size(0)}, 1))
                        : new LongArrayRefOptional(),
                pair(stride),
                pair(padding),
                pair(1),
                false,
                pair(0),
                groups,
                NativeCalls.outputMask(needsInput, true, hasBias)))));
    }

    private static long[] pair(long length) {
        return new long[] {length, length};
    }
}
