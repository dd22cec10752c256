package org.idem.train.tensor;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Weights of a grouped convolution [c, c / groups, k, k] as those of one with fewer and wider groups, [c, width, k, k],
 * in which a channel's weights for channels of other original groups are 0.
 *
 * @param groups number of original groups
 * @param groupWidth channels of an original group
 * @param width channels of a widened group, a multiple of {@code groupWidth}
 */
public record GroupWidening(int groups, int groupWidth, int width) {

    /** The widened weights, channels innermost in memory. */
    public Tensor widen(Tensor weight) {
        return NativeCalls.single(() ->
                weight.t.repeat(1, width / groupWidth, 1, 1).mul(mask(weight)).contiguous(MemoryFormat.ChannelsLast));
    }

    /** The part of the widened weights' gradient that the original weights have, [c, groupWidth, k, k]. */
    public Tensor narrow(Tensor gradient) {
        return NativeCalls.single(() -> gradient.t
                .mul(mask(gradient))
                .reshape(gradient.size(0), width / groupWidth, groupWidth, gradient.size(2), gradient.size(3))
                .sum(new long[] {1}, false, new ScalarTypeOptional()));
    }

    /** 1 where a channel has a weight, 0 elsewhere, [c, width, 1, 1]. */
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
