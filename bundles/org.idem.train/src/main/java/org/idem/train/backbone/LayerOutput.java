package org.idem.train.backbone;

import java.util.List;
import java.util.Objects;
import org.idem.train.tensor.Tensor;

/**
 * One layer of a training pass: its value, and how a gradient goes back through it.
 *
 * @param value what it gives; whoever has no more use for it closes it
 * @param backward the way back
 * @param saved tensors that the way back needs, freed by {@link #free()}
 */
record LayerOutput(Tensor value, BackwardFunction backward, List<Tensor> saved) {

    /** From the gradient of a layer's value to those of its inputs; parameters take theirs along the way. */
    @FunctionalInterface
    interface BackwardFunction {
        /** One for each input of the layer; null where nothing goes back. */
        Tensor[] apply(Tensor gradient);
    }

    static LayerOutput of(Tensor value, BackwardFunction backward, Tensor... saved) {
        return new LayerOutput(
                value,
                backward,
                java.util.Arrays.stream(saved).filter(Objects::nonNull).toList());
    }

    /** After this there is no way back. */
    void free() {
        saved.forEach(Tensor::close);
    }
}
