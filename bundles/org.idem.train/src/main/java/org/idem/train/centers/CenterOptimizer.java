package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** Updates class centers by their gradient, row by row; the same for a row whichever rows stand beside it. */
public sealed interface CenterOptimizer permits CenterSgd, CenterAdamW, CenterAdafactor {
    /**
     * Updates rows in place.
     *
     * @param rows centers with the optimizer's state of them
     * @param gradient of the loss with respect to the centers, [size, dim]; overwritten, zero for rows that were not
     *     sampled
     * @param rate learning rate, at least 0
     */
    void update(SampledCenters rows, Tensor gradient, double rate);
}
