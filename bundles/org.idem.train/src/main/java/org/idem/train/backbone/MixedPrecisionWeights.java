package org.idem.train.backbone;

import org.idem.model.Layer;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.Tensor;

/**
 * The parameters as one training pass sees them: weights in the pass's arithmetic, gradients in fp32. The narrow copy of
 * all weights is made in one go at the start of a pass instead of tensor by tensor.
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

    /** What convolutions and matrix products are computed with. */
    ScalarType numbers() {
        return scalarType;
    }

    /** A parameter in the pass's arithmetic. */
    Tensor get(String name) {
        return scalarType == ScalarType.FP32 ? fp32(name) : parameters.view(parameters.lowPrecision(), name);
    }

    /** A parameter or running statistic in fp32. */
    Tensor fp32(String name) {
        return parameters.view(name).detach();
    }

    /** Adds to the gradient of a parameter and frees what was added. */
    void accumulateGradient(String name, Tensor gradient) {
        parameters.accumulate(name, gradient);
        gradient.close();
    }

    /** Gradients of a layer whose derivative adds to them itself, or that none reaches, start from zero. */
    void zeroIfStale(Layer layer) {
        layer.tensors().stream()
                .filter(spec -> spec.kind().trainable())
                .forEach(spec -> parameters.zeroIfStale(spec.name()));
    }
}
