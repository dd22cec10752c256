package org.idem.train.centers;

import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Tensor;

/**
 * Momentum for class centers: g += decay · w; v = μ · v + g; w −= rate · v.
 *
 * @param momentum μ
 * @param decay weight decay
 */
public record CenterSgd(double momentum, double decay) implements CenterOptimizer {
    @Override
    public void update(SampledCenters rows, Tensor gradient, double rate) {
        new FusedSgd(momentum).step(rows.centers(), gradient, rows.momentum(), decay, rate);
    }
}
