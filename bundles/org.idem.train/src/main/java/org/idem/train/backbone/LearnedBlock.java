package org.idem.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.idem.train.tensor.TokenOps;

/** Outputs its parameter [1, rows, width], whatever the input. */
final class LearnedBlock extends AbstractBlock {
    private final Parameter value;
    private final Shape shape;

    LearnedBlock(int rows, int width) {
        shape = new Shape(1, rows, width);
        value = addParameter(Parameter.builder()
                .setName("value")
                .setType(Parameter.Type.OTHER)
                .optShape(shape)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        // An array of its own, since the caller closes what it is given.
        return new NDList(TokenOps.map(store.getValue(value, x.getDevice(), training), x.getManager(), same -> same));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {shape};
    }
}
