package org.idem.train.backbone;

import java.util.List;
import java.util.Objects;
import org.idem.train.tensor.Tensor;

/**
 * One layer of a training pass: its value, and how a gradient goes back through it.
 *
 * @param value what it gives; whoever has no more use for it closes it
 * @param derivative the way back
 * @param kept tensors that the way back needs, freed by {@link #free()}
 */
record LayerOutput(Tensor value, Derivative derivative, List<Tensor> kept) {

    /** From the gradient of a layer's value to those of its inputs; parameters take theirs along the way. */
    @FunctionalInterface
    interface Derivative {
        /** One for each input of the layer; null where nothing goes back. */
        Tensor[] of(Tensor gradient);
    }

    static LayerOutput of(Tensor value, Derivative derivative, Tensor... kept) {
        return new LayerOutput(
                value,
                derivative,
                java.util.Arrays.stream(kept).filter(Objects::nonNull).toList());
    }

    /** After this there is no way back. */
    void free() {
        kept.forEach(Tensor::close);
    }
}
