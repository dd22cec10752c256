package org.idem.train.tensor;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Weights of a grouped convolution [c, c / groups, k, k] as those of one with fewer and wider groups, [c, width, k, k], in
 * which a channel's weights for channels that were not of its group are zero.
 *
 * @param groups of the original
 * @param groupWidth channels of a group
 * @param width channels of a widened group, a multiple of {@code each}
 */
public record GroupWidening(int groups, int groupWidth, int width) {

    /** The weights in their wider places, channels innermost in memory. */
    public Tensor widen(Tensor weight) {
        return NativeCalls.single(() ->
                weight.t.repeat(1, width / groupWidth, 1, 1).mul(mask(weight)).contiguous(MemoryFormat.ChannelsLast));
    }

    /** Of the gradient of the wide weights the part that the original ones have, [c, each, k, k]. */
    public Tensor narrow(Tensor gradient) {
        return NativeCalls.single(() -> gradient.t
                .mul(mask(gradient))
                .reshape(gradient.size(0), width / groupWidth, groupWidth, gradient.size(2), gradient.size(3))
                .sum(new long[] {1}, false, new ScalarTypeOptional()));
    }

    /** 1 where a channel had a weight, 0 elsewhere, [c, width, 1, 1]. */
    private org.bytedeco.pytorch.Tensor mask(Tensor like) {
        int channels = groups * groupWidth;
        float[] ones = new float[channels * width];
        for (int channel = 0; channel < channels; channel++) {
            int start = channel / groupWidth % (width / groupWidth) * groupWidth;
            for (int i = 0; i < groupWidth; i++) {
                ones[channel * width + start + i] = 1;
            }
        }
        return ScalarTypes.castLike(Tensor.of(ones, channels, width, 1, 1), like).t;
    }
}
