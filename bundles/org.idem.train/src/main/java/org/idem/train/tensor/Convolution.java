package org.idem.train.tensor;

import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A square convolution of [n, in, h, w] with weights [out, in / groups, k, k], and its derivative. Nothing is recorded.
 *
 * @param stride steps between two windows
 * @param padding zeros around the input
 * @param groups channels are divided into so many groups that do not mix
 */
public record Convolution(int stride, int padding, int groups) {

    /**
     * The sums over all windows.
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
     * The derivative.
     *
     * @param gradient of the loss with respect to the output
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
