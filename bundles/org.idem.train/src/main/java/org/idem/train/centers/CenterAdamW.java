package org.idem.train.centers;

import org.idem.config.AdamWConfig;
import org.idem.train.tensor.Tensor;

/**
 * AdamW for class centers: w −= rate · decay · w; m = β₁ · m + (1 − β₁) · g; v = β₂ · v + (1 − β₂) · g²; w −= rate ·
 * m / (1 − β₁ᵏ) / (√(v / (1 − β₂ᵏ)) + ε), k being the steps of the training, not those in which a row was sampled.
 *
 * @param keys β₁, β₂, ε
 * @param decay weight decay
 * @param step number of this step, from 1
 */
public record CenterAdamW(AdamWConfig keys, double decay, long step) implements CenterOptimizer {
    @Override
    public void update(SampledCenters rows, Tensor gradient, double rate) {
        rows.momentum().mul_(keys.beta1()).add_(gradient, 1 - keys.beta1());
        rows.square().mul_(keys.beta2()).addcmul_(gradient, gradient, 1 - keys.beta2());
        double bias1 = 1 - Math.pow(keys.beta1(), step);
        double bias2 = 1 - Math.pow(keys.beta2(), step);
        Tensor root =
                gradient.copy_(rows.square()).sqrt_().mul_(1 / Math.sqrt(bias2)).add_(keys.epsilon());
        rows.centers().mul_(1 - rate * decay).addcdiv_(rows.momentum(), root, -rate / bias1);
    }
}
