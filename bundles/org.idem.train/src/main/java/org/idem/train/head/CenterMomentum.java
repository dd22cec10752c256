package org.idem.train.head;

import org.idem.train.tensor.FusedSgd;
import org.idem.train.tensor.Tensor;

/**
 * Momentum for class centers: g += decay · w; v = μ · v + g; w −= rate · v.
 *
 * @param momentum μ
 * @param decay weight decay
 */
public record CenterMomentum(double momentum, double decay) implements CenterRule {
    @Override
    public void move(CenterRows rows, Tensor gradient, double rate) {
        new FusedSgd(momentum).step(rows.centers(), gradient, rows.momentum(), decay, rate);
    }
}
