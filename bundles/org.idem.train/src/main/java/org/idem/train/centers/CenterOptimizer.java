package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** How class centers move along their gradient, row by row. */
public sealed interface CenterOptimizer permits CenterSgd, CenterAdamW, CenterAdafactor {
    /**
     * Moves rows in place.
     *
     * @param gradient [size, dim], which is used up; zero for rows that were not sampled
     */
    void update(SampledCenters rows, Tensor gradient, double rate);
}
