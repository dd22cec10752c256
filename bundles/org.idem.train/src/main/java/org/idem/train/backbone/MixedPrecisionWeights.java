package org.idem.train.backbone;

import org.idem.model.Layer;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.Tensor;

/**
 * The parameters for one training pass: weights in the precision of its products, gradients in fp32. All weights are
 * cast in one operation at the start of a pass instead of tensor by tensor.
 */
final class MixedPrecisionWeights {
    private final FlatParameters parameters;
    private final ScalarType scalarType;

    MixedPrecisionWeights(FlatParameters parameters, ComputeOptions options) {
        this.parameters = parameters;
        this.scalarType = options.scalarType();
        if (options.isMixed()) {
            parameters.updateLowPrecision(scalarType);
        }
    }

    /** Scalar type of convolutions and matrix products. */
    ScalarType scalarType() {
        return scalarType;
    }

    /** Where the parameters of all layers before each one end in the flat buffer, by layer. */
    long[] endsBefore() {
        return parameters.endsBefore();
    }

    /** A parameter in that type; a view that the caller closes. */
    Tensor get(String name) {
        return scalarType == ScalarType.FP32 ? fp32(name) : parameters.view(parameters.lowPrecision(), name);
    }

    /** A parameter or running statistic in fp32; a view that the caller closes. */
    Tensor fp32(String name) {
        return parameters.view(name).detach();
    }

    /** Accumulates into the gradient of a parameter, and closes {@code gradient}. */
    void accumulateGradient(String name, Tensor gradient) {
        parameters.accumulate(name, gradient);
        gradient.close();
    }

    /**
     * Sets gradients of a layer that are still those of an earlier step to 0, where backward adds to them or does not
     * reach them.
     */
    void zeroIfStale(Layer layer) {
        layer.tensors().stream()
                .filter(spec -> spec.kind().trainable())
                .forEach(spec -> parameters.zeroIfStale(spec.name()));
    }
}
