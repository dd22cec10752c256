package org.idem.train.backbone;

import java.util.List;
import java.util.Objects;
import org.idem.train.tensor.Tensor;

/**
 * Output of one layer in a training pass, and its backward.
 *
 * @param value the output; closed by its last user
 * @param backward gradient of the inputs from that of the output
 * @param saved tensors that backward needs, freed by {@link #free()}
 */
record LayerOutput(Tensor value, BackwardFunction backward, List<Tensor> saved) {

    /** Backward of a layer; gradients of parameters are accumulated on the way. */
    @FunctionalInterface
    interface BackwardFunction {
        /**
         * Gradients of the inputs, one for each, null where none is needed; owned by the caller.
         *
         * @param gradient of the output, not closed
         */
        Tensor[] apply(Tensor gradient);
    }

    static LayerOutput of(Tensor value, BackwardFunction backward, Tensor... saved) {
        return new LayerOutput(
                value,
                backward,
                java.util.Arrays.stream(saved).filter(Objects::nonNull).toList());
    }

    /** Frees what backward needs; it cannot be called after this. */
    void free() {
        saved.forEach(Tensor::close);
    }
}
