package org.idem.train.tensor;

/**
 * Gradients of a loss with respect to the operands of an operation.
 *
 * @param input of its input, null where not asked for
 * @param weight of its weight or scale
 * @param bias of its bias or shift, null where it has none
 */
public record Gradients(Tensor input, Tensor weight, Tensor bias) {
    static Gradients of(Tensor[] three) {
        return new Gradients(three[0], three[1], three[2]);
    }
}
