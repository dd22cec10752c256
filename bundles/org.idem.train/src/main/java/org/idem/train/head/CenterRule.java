package org.idem.train.head;

import org.idem.train.tensor.Tensor;

/** How class centers move. */
public sealed interface CenterRule permits CenterMomentum, CenterAdamW, CenterAdafactor {
    /** Applies the gradient [sample, dim], which is used up. */
    void update(ClassCenters centers, ClassSample sample, Tensor gradient, double rate);
}
