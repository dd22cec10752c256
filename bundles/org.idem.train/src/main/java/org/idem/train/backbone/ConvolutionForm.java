package org.idem.train.backbone;

import org.idem.model.Layer;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.Convolution;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.GroupWidening;
import org.idem.train.tensor.Tensor;

/**
 * How a convolution is computed where libtorch's own way is slow: some grouped convolutions in bfloat16 are computed as
 * convolutions of fewer, wider groups, whose additional weights are 0. That is more arithmetic, but in matrix units; on
 * a processor with AMX the derivative of 64 groups of two channels took 45 instead of 590 ms, that of a strided
 * depthwise convolution 4 to 9 instead of 48 to 66 ms.
 *
 * @param convolution that is computed
 * @param widening of the weights, or null for none
 */
record ConvolutionForm(Convolution convolution, GroupWidening widening) {
    /** Channels that matrix units take at a time. */
    private static final int MATRIX_WIDTH = 32;

    /**
     * The form for a layer on the device that the calling thread belongs to; cards compute all of them as they are.
     *
     * @param type of the convolution's operands
     */
    static ConvolutionForm of(Layer.Conv layer, ScalarType type) {
        if (type != ScalarType.BF16 || !Device.current().isHost() || !isSlow(layer)) {
            return new ConvolutionForm(new Convolution(layer.stride(), layer.padding(), layer.groups()), null);
        }
        return new ConvolutionForm(
                new Convolution(layer.stride(), layer.padding(), layer.in() / MATRIX_WIDTH),
                new GroupWidening(layer.groups(), layer.in() / layer.groups(), MATRIX_WIDTH));
    }

    /** Depthwise ones of stride 1 and small windows are fast as they are. */
    private static boolean isSlow(Layer.Conv layer) {
        int groupWidth = layer.in() / layer.groups();
        boolean plainDepthwise = groupWidth == 1 && layer.stride() == 1 && layer.kernel() <= 3;
        return layer.groups() > 1
                && groupWidth < MATRIX_WIDTH
                && !plainDepthwise
                && layer.in() == layer.out()
                && layer.in() % MATRIX_WIDTH == 0;
    }

    /** The weights for the convolution; {@code weight} is closed if they are others. */
    Tensor widen(Tensor weight) {
        if (widening == null) {
            return weight;
        }
        Tensor wide = widening.widen(weight);
        weight.close();
        return wide;
    }

    /**
     * The gradient of the layer's own weights, given that of the convolution's; {@code gradient} is closed if it is
     * another.
     */
    Tensor narrow(Tensor gradient) {
        if (widening == null) {
            return gradient;
        }
        Tensor narrow = widening.narrow(gradient);
        gradient.close();
        return narrow;
    }
}
