package org.idem.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.idem.train.tensor.DjlArrays;
import org.idem.train.tensor.ParametricRelu;
import org.idem.train.tensor.Tensor;

/** Parametric ReLU with one slope for each channel, which DJL's PyTorch engine does not have. */
final class PReluBlock extends AbstractBlock {
    private final Parameter slopes;

    PReluBlock(int channels) {
        slopes = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(channels))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        try (Tensor input = DjlArrays.toTensor(x);
                Tensor slope = DjlArrays.toTensor(store.getValue(slopes, x.getDevice(), training));
                Tensor output = ParametricRelu.forward(input, slope)) {
            return new NDList(DjlArrays.of(output, x.getManager()));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
